"""tidy tickets

Revision ID: 9f3c2b7a1d04
Revises: c24c600340de
Create Date: 2026-06-02 09:12:44.101010

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "9f3c2b7a1d04"
down_revision: str | Sequence[str] | None = "c24c600340de"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_column("tickets", "subject", schema="cfg")
    op.add_column("tickets", sa.Column("priority", sa.SmallInteger(), server_default="0", nullable=False), schema="cfg")
    op.alter_column("tickets", "category_id", type_=sa.Integer(), schema="cfg")
    op.create_index("ix_tickets_priority", "tickets", ["guild_id", "priority"], schema="cfg")
    op.create_table(
        "mutes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), sa.ForeignKey("cfg.guilds.guild_id"), nullable=False),
        sa.Column("state", sa.Enum("active", "lifted", name="mute_state", schema="cfg"), nullable=False),
        schema="cfg",
    )
    op.execute("CREATE INDEX ix_metrics ON public.metrics (id)")
    op.drop_table("staff_roles", schema="cfg")


def downgrade() -> None:
    op.drop_table("mutes", schema="cfg")
    op.drop_column("tickets", "priority", schema="cfg")
