"""add tempvc live state table

Revision ID: 8cf78e983bba
Revises: c75eeeec791a
Create Date: 2025-08-19 21:39:08.771540

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "8cf78e983bba"
down_revision: str | Sequence[str] | None = "c75eeeec791a"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "tempvc_live_channels",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hub_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "member_ids",
            postgresql.ARRAY(sa.BigInteger()),
            server_default=sa.text("'{}'::bigint[]"),
            nullable=False,
        ),
        sa.Column("is_locked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["hub_id"],
            ["cfg.tempvc_hubs.channel_id"],
            name=op.f("fk_tempvc_live_channels_hub_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_tempvc_live_channels")),
        schema="cfg",
        comment="Live state: read when the bot starts, to go on where it stopped",
    )
    op.create_index(op.f("ix_tempvc_live_channels_hub_id"), "tempvc_live_channels", ["hub_id"], schema="cfg")


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f("ix_tempvc_live_channels_hub_id"), table_name="tempvc_live_channels", schema="cfg")
    op.drop_table("tempvc_live_channels", schema="cfg")
