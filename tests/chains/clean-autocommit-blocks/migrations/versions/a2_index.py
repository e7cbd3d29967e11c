"""An index on moods, made while the bot runs."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_rooms_mood", "rooms", ["mood"], schema="cfg", postgresql_concurrently=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index("ix_rooms_mood", schema="cfg", postgresql_concurrently=True)
