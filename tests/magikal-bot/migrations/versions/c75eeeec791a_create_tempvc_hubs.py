"""create tempvc hubs

Revision ID: c75eeeec791a
Revises: 6530ced80f5e
Create Date: 2025-08-10 13:05:44.062917

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "c75eeeec791a"
down_revision: str | Sequence[str] | None = "6530ced80f5e"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "tempvc_hubs",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name_template", sa.Text(), server_default="Channel of {owner}", nullable=False),
        sa.Column(
            "user_limit",
            sa.SmallInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="0 is no limit",
        ),
        sa.Column("bitrate", sa.Integer(), server_default=sa.text("64000"), nullable=False),
        sa.CheckConstraint("bitrate BETWEEN 8000 AND 96000", name=op.f("ck_tempvc_hubs_bitrate_range")),
        sa.CheckConstraint("user_limit BETWEEN 0 AND 99", name=op.f("ck_tempvc_hubs_user_limit_range")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_tempvc_hubs_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_tempvc_hubs")),
        schema="cfg",
    )
    op.create_index(op.f("ix_tempvc_hubs_guild_id"), "tempvc_hubs", ["guild_id"], schema="cfg")


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f("ix_tempvc_hubs_guild_id"), table_name="tempvc_hubs", schema="cfg")
    op.drop_table("tempvc_hubs", schema="cfg")
