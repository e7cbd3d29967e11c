"""Loud is noisy."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("ALTER TYPE cfg.mood RENAME VALUE 'loud' TO 'noisy'")


def downgrade() -> None:
    op.execute("ALTER TYPE cfg.mood RENAME VALUE 'noisy' TO 'loud'")
