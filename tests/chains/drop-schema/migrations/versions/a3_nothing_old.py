"""Nothing old."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("SELECT 1; DO $$ BEGIN DROP SCHEMA old; END $$")


def downgrade() -> None:
    op.execute("CREATE SCHEMA old")
