"""Rooms may be wild."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE cfg.mood ADD VALUE IF NOT EXISTS 'wild'")


def downgrade() -> None:
    op.execute("UPDATE cfg.rooms SET mood = 'loud' WHERE mood = 'wild'")
    op.execute("ALTER TABLE cfg.rooms ALTER mood DROP DEFAULT")
    op.execute("ALTER TYPE cfg.mood RENAME TO mood_before")
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.execute("ALTER TABLE cfg.rooms ALTER mood TYPE cfg.mood USING mood::text::cfg.mood")
    op.execute("ALTER TABLE cfg.rooms ALTER mood SET DEFAULT 'calm'")
    op.execute("DROP TYPE cfg.mood_before")
