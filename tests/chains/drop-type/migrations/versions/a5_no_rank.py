"""No rank."""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("CREATE FUNCTION cfg.tidy() RETURNS void LANGUAGE sql AS 'DROP TYPE cfg.rank'")
    op.execute("SELECT cfg.tidy()")
    op.execute("DROP FUNCTION cfg.tidy()")


def downgrade() -> None:
    op.execute("CREATE TYPE cfg.rank AS ENUM ('low', 'high')")
