"""create ticket messages

Revision ID: 4ada1071a1e3
Revises: c310dd767043
Create Date: 2025-11-02 20:31:05.342598

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "4ada1071a1e3"
down_revision: str | Sequence[str] | None = "c310dd767043"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "ticket_messages",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("attachments", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["cfg.tickets.id"], name=op.f("fk_ticket_messages_ticket_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_ticket_messages")),
        schema="cfg",
        comment="The transcript of a ticket, which outlives its channel",
    )
    op.create_index(
        "ix_ticket_messages_ticket_id_sent_at", "ticket_messages", ["ticket_id", "sent_at"], schema="cfg"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_ticket_messages_ticket_id_sent_at", table_name="ticket_messages", schema="cfg")
    op.drop_table("ticket_messages", schema="cfg")
