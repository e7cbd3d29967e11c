"""Guilds, tickets, and messages by the year."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("name", sa.Text()), schema="cfg"
    )
    op.create_table(
        "tickets", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("topic", sa.String(100)), schema="cfg"
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("sent", sa.Date(), primary_key=True),
        schema="cfg",
        postgresql_partition_by="RANGE (sent)",
    )
    op.execute(
        "CREATE TABLE cfg.messages_2024 PARTITION OF cfg.messages FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
    )


def downgrade() -> None:
    for name in ("messages", "tickets", "guilds"):
        op.drop_table(name, schema="cfg")
