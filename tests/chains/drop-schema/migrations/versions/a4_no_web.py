"""No web."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("CREATE FUNCTION cfg.tidy() RETURNS void LANGUAGE sql AS 'DROP SCHEMA web'")
    op.execute("SELECT cfg.tidy()")
    op.execute("DROP FUNCTION cfg.tidy()")


def downgrade() -> None:
    op.execute("CREATE SCHEMA web")
