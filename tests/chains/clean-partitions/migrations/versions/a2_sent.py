"""An index on every partition."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("CREATE INDEX ix_messages_sent ON ONLY cfg.messages (sent)")
    for partition in ("messages_2024", "messages_rest"):
        name = f"ix_{partition}_sent"
        with op.get_context().autocommit_block():
            op.create_index(name, partition, ["sent"], schema="cfg", postgresql_concurrently=True)
        op.execute(f"ALTER INDEX cfg.ix_messages_sent ATTACH PARTITION cfg.{name}")


def downgrade() -> None:
    op.drop_index("ix_messages_sent", schema="cfg")
