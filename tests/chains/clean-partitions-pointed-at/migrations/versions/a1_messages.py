"""Messages, a partition a year."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.Date(), nullable=False),
        sa.Column("body", sa.Text()),
        sa.PrimaryKeyConstraint("id", "sent"),
        schema="cfg",
        postgresql_partition_by="RANGE (sent)",
    )
    op.execute(
        "CREATE TABLE cfg.messages_2024 PARTITION OF cfg.messages FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
    )
    op.execute("CREATE TABLE cfg.messages_rest PARTITION OF cfg.messages DEFAULT")


def downgrade() -> None:
    op.drop_table("messages", schema="cfg")
