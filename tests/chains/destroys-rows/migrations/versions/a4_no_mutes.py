"""Mutes are forgotten."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("TRUNCATE cfg.mutes")


def downgrade() -> None:
    pass
