"""create guild config

Revision ID: bb23dc38b7c1
Revises:
Create Date: 2025-01-18 14:22:07.318402

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "bb23dc38b7c1"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=5), server_default="en-GB", nullable=False),
        sa.Column(
            "features", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False
        ),
        sa.Column("settings", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("char_length(name) BETWEEN 1 AND 100", name=op.f("ck_guilds_name_length")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guilds")),
        schema="cfg",
        comment="A row per Discord server, kept after the bot has left it",
    )
    op.create_index(
        "ix_guilds_present",
        "guilds",
        ["joined_at"],
        schema="cfg",
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "staff_roles",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("helper", "moderator", "admin", name="staff_level", schema="cfg"),
            server_default="helper",
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_staff_roles_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "role_id", name=op.f("pk_staff_roles")),
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("staff_roles", schema="cfg")
    op.drop_index("ix_guilds_present", table_name="guilds", schema="cfg")
    op.drop_table("guilds", schema="cfg")
    op.execute("DROP TYPE cfg.staff_level")
