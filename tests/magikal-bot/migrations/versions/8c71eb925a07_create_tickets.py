"""create tickets

Revision ID: 8c71eb925a07
Revises: e03a8d1a3d3e
Create Date: 2025-02-20 21:08:33.640158

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "8c71eb925a07"
down_revision: str | Sequence[str] | None = "e03a8d1a3d3e"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "ticket_categories",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "support_role_ids",
            postgresql.ARRAY(sa.BigInteger()),
            server_default=sa.text("'{}'::bigint[]"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["cfg.guilds.guild_id"],
            name=op.f("fk_ticket_categories_guild_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_categories")),
        schema="cfg",
    )
    op.create_index(
        "uq_ticket_categories_name",
        "ticket_categories",
        ["guild_id", sa.literal_column("lower(name)")],
        unique=True,
        schema="cfg",
    )
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("opener_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("open", "closed", name="ticket_status", schema="cfg"),
            server_default="open",
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["cfg.ticket_categories.id"],
            name=op.f("fk_tickets_category_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_tickets_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("channel_id", name=op.f("uq_tickets_channel_id")),
        schema="cfg",
    )
    op.create_index(
        "ix_tickets_unclosed",
        "tickets",
        ["guild_id", "opened_at"],
        schema="cfg",
        postgresql_where=sa.text("status <> 'closed'"),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_tickets_unclosed", table_name="tickets", schema="cfg")
    op.drop_table("tickets", schema="cfg")
    op.execute("DROP TYPE cfg.ticket_status")
    op.drop_index("uq_ticket_categories_name", table_name="ticket_categories", schema="cfg")
    op.drop_table("ticket_categories", schema="cfg")
