"""create xp grants

Revision ID: e3a78604b91d
Revises: ff853eaffcc7
Create Date: 2025-06-08 15:12:59.384620

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "e3a78604b91d"
down_revision: str | Sequence[str] | None = "ff853eaffcc7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "xp_grants",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("message", "voice", "event", "staff", name="xp_source", schema="cfg"),
            nullable=False,
        ),
        sa.Column("granted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_xp_grants_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["cfg.xp_members.guild_id", "cfg.xp_members.user_id"],
            name=op.f("fk_xp_grants_guild_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_xp_grants")),
        schema="cfg",
        comment="Each change of a member's XP; a staff member may take some away",
    )
    op.create_index(
        "ix_xp_grants_granted_at", "xp_grants", ["granted_at"], schema="cfg", postgresql_using="brin"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_xp_grants_granted_at", table_name="xp_grants", schema="cfg")
    op.drop_table("xp_grants", schema="cfg")
    op.execute("DROP TYPE cfg.xp_source")
