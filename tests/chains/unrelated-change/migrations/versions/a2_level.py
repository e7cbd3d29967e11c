"""Guilds have a level, messages have a body, and one more year."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer()), schema="cfg")
    op.create_check_constraint("ck_level", "guilds", "level > 0", schema="cfg", postgresql_not_valid=True)
    op.add_column("messages", sa.Column("body", sa.Text()), schema="cfg")
    op.execute(
        "CREATE TABLE cfg.messages_2025 PARTITION OF cfg.messages FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
    )
    op.alter_column("tickets", "topic", type_=sa.Text(), schema="cfg")
    op.add_column("tickets", sa.Column("state", sa.Text()), schema="cfg")
    with op.get_context().autocommit_block():
        op.create_index("ix_state", "tickets", ["state"], schema="cfg", postgresql_concurrently=True)
    op.execute("ALTER TABLE cfg.guilds VALIDATE CONSTRAINT ck_level")


def downgrade() -> None:
    op.drop_column("tickets", "state", schema="cfg")
    op.alter_column("tickets", "topic", type_=sa.String(100), schema="cfg", postgresql_using="left(topic, 100)")
    op.drop_table("messages_2025", schema="cfg")
    op.drop_column("messages", "body", schema="cfg")
    op.drop_column("guilds", "level", schema="cfg")
