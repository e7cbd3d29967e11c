"""Tickets, which the live database has too, and there somebody changed them."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id"), nullable=False),
        sa.Column("subject", sa.Text(), server_default="help"),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
