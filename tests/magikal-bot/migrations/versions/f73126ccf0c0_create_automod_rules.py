"""create automod rules

Revision ID: f73126ccf0c0
Revises: 6530ced80f5e
Create Date: 2025-08-14 19:22:51.430286

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "f73126ccf0c0"
down_revision: str | Sequence[str] | None = "6530ced80f5e"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "automod_rules",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "trigger",
            sa.Enum("keyword", "invite", "mentions", name="automod_trigger", schema="cfg"),
            nullable=False,
        ),
        sa.Column(
            "patterns", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False
        ),
        sa.Column(
            "exempt_role_ids",
            postgresql.ARRAY(sa.BigInteger()),
            server_default=sa.text("'{}'::bigint[]"),
            nullable=False,
        ),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_automod_rules_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_automod_rules")),
        sa.UniqueConstraint("guild_id", "name", name=op.f("uq_automod_rules_guild_id_name")),
        schema="cfg",
    )
    op.create_index(
        "ix_automod_rules_patterns", "automod_rules", ["patterns"], schema="cfg", postgresql_using="gin"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_automod_rules_patterns", table_name="automod_rules", schema="cfg")
    op.drop_table("automod_rules", schema="cfg")
    op.execute("DROP TYPE cfg.automod_trigger")
