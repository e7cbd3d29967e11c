"""Servers are called guilds."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.rename_table("servers", "guilds", schema="cfg")


def downgrade() -> None:
    op.rename_table("guilds", "servers", schema="cfg")
