"""One more year."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE cfg.messages_2025 PARTITION OF cfg.messages FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
    )


def downgrade() -> None:
    op.drop_table("messages_2025", schema="cfg")
