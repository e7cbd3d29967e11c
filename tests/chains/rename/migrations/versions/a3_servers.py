"""Guilds are servers."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.rename_table("guilds", "servers", schema="cfg")


def downgrade() -> None:
    op.rename_table("servers", "guilds", schema="cfg")
