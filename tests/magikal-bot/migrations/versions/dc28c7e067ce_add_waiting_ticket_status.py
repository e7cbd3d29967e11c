"""add waiting ticket status

Revision ID: dc28c7e067ce
Revises: e3a78604b91d
Create Date: 2025-06-29 20:45:02.116478

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "dc28c7e067ce"
down_revision: str | Sequence[str] | None = "e3a78604b91d"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    # Committed at once: a value added in a transaction cannot be used before that transaction ends.
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE cfg.ticket_status ADD VALUE IF NOT EXISTS 'waiting' BEFORE 'closed'")


def downgrade() -> None:
    """Downgrade schema."""
    # Postgres cannot take a value out of a type, so the column moves to a new one. Neither the default
    # nor the index can follow it there.
    op.drop_index("ix_tickets_unclosed", table_name="tickets", schema="cfg")
    op.alter_column("tickets", "status", server_default=None, schema="cfg")
    op.execute("ALTER TYPE cfg.ticket_status RENAME TO ticket_status_with_waiting")
    op.execute("CREATE TYPE cfg.ticket_status AS ENUM ('open', 'closed')")
    op.execute(
        """
        ALTER TABLE cfg.tickets ALTER COLUMN status TYPE cfg.ticket_status
        USING (CASE status WHEN 'waiting' THEN 'open' ELSE status::text END)::cfg.ticket_status
        """
    )
    op.execute("DROP TYPE cfg.ticket_status_with_waiting")
    op.alter_column("tickets", "status", server_default="open", schema="cfg")
    op.create_index(
        "ix_tickets_unclosed",
        "tickets",
        ["guild_id", "opened_at"],
        schema="cfg",
        postgresql_where=sa.text("status <> 'closed'"),
    )
