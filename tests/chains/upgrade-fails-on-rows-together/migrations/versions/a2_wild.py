"""Rooms can be wild."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("ALTER TYPE cfg.mood ADD VALUE 'wild'")


def downgrade() -> None:
    op.execute("ALTER TYPE cfg.mood RENAME TO old_mood")
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.execute("ALTER TABLE cfg.rooms ALTER mood TYPE cfg.mood USING mood::text::cfg.mood")
    op.execute("DROP TYPE cfg.old_mood")
