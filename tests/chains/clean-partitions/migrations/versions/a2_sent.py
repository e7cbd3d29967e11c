"""An index on every partition."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_index("ix_messages_sent", "messages", ["sent"], schema="cfg")


def downgrade() -> None:
    op.drop_index("ix_messages_sent", schema="cfg")
