"""create xp

Revision ID: bffab9aaeb63
Revises: 88b302f665e3
Create Date: 2025-04-17 18:17:26.481097

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "bffab9aaeb63"
down_revision: str | Sequence[str] | None = "88b302f665e3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "xp_members",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("xp", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "last_earned_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("xp >= 0", name=op.f("ck_xp_members_xp_not_negative")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_xp_members_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_xp_members")),
        schema="cfg",
    )
    op.create_table(
        "xp_rewards",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 100", name=op.f("ck_xp_rewards_level_range")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_xp_rewards_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "level", name=op.f("pk_xp_rewards")),
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("xp_rewards", schema="cfg")
    op.drop_table("xp_members", schema="cfg")
