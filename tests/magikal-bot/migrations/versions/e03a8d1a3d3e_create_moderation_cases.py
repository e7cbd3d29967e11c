"""create moderation cases

Revision ID: e03a8d1a3d3e
Revises: bb23dc38b7c1
Create Date: 2025-02-02 19:41:55.027719

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "e03a8d1a3d3e"
down_revision: str | Sequence[str] | None = "bb23dc38b7c1"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "mod_cases",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum("note", "warn", "timeout", "kick", "ban", name="mod_action", schema="cfg"),
            nullable=False,
        ),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("evidence", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("amends_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_mod_cases_expires_after_creation")),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["cfg.mod_cases.id"], name=op.f("fk_mod_cases_amends_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["cfg.guilds.guild_id"], name=op.f("fk_mod_cases_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mod_cases")),
        sa.UniqueConstraint("guild_id", "number", name=op.f("uq_mod_cases_guild_id_number")),
        schema="cfg",
        comment="Never deleted: a case is lifted, or amended by another one",
    )
    op.create_index("ix_mod_cases_guild_id_target_id", "mod_cases", ["guild_id", "target_id"], schema="cfg")
    op.create_index(
        "ix_mod_cases_due",
        "mod_cases",
        ["expires_at"],
        schema="cfg",
        postgresql_where=sa.text("lifted_at IS NULL AND expires_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_mod_cases_due", table_name="mod_cases", schema="cfg")
    op.drop_index("ix_mod_cases_guild_id_target_id", table_name="mod_cases", schema="cfg")
    op.drop_table("mod_cases", schema="cfg")
    op.execute("DROP TYPE cfg.mod_action")
