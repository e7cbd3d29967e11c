"""create panels

Revision ID: 88b302f665e3
Revises: b5bff55aa006
Create Date: 2025-03-28 22:54:40.172863

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "88b302f665e3"
down_revision: str | Sequence[str] | None = "b5bff55aa006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "panels",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True, comment="Empty until it is posted"),
        sa.Column(
            "kind",
            sa.Enum("tickets", "recruitment", "tempvc", "roles", name="panel_kind", schema="cfg"),
            nullable=False,
        ),
        sa.Column("layout", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_panels_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panels")),
        sa.UniqueConstraint("message_id", name=op.f("uq_panels_message_id")),
        schema="cfg",
    )
    op.create_index(op.f("ix_panels_guild_id"), "panels", ["guild_id"], schema="cfg")


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f("ix_panels_guild_id"), table_name="panels", schema="cfg")
    op.drop_table("panels", schema="cfg")
    op.execute("DROP TYPE cfg.panel_kind")
