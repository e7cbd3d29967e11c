"""Bans without a note are forgotten."""

from alembic import op

revision = "a2"
down_revision = "a1"

acknowledged = {"destroys-rows cfg.bans": "bans without a note were never shown (#51)"}


def upgrade() -> None:
    op.execute("DELETE FROM cfg.bans WHERE note IS NULL")


def downgrade() -> None:
    pass
