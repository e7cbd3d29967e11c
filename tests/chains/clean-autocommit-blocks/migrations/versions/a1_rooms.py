"""Rooms, and their mood."""

from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.execute("CREATE TABLE cfg.rooms (id bigint PRIMARY KEY, mood cfg.mood DEFAULT 'calm')")


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE cfg.mood")
