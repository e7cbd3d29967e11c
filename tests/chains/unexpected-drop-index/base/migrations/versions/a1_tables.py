"""Guilds, tickets, panels and polls, found by their names."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    for name in ("guilds", "tickets", "panels", "polls"):
        op.create_table(
            name, sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("name", sa.Text()), schema="cfg"
        )
        op.create_index(f"ix_{name}_name", name, ["name"], schema="cfg")


def downgrade() -> None:
    for name in ("guilds", "tickets", "panels", "polls"):
        op.drop_table(name, schema="cfg")
