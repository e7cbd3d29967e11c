"""Guilds are found by name, and a guild and its owner stand there once."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_index("ix_name", "guilds", ["name"], schema="cfg")
    op.create_unique_constraint("uq_owner", "guilds", ["id", "owner"], schema="cfg")


def downgrade() -> None:
    op.drop_constraint("uq_owner", "guilds", schema="cfg")
    op.drop_index("ix_name", "guilds", schema="cfg")
