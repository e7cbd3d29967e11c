"""Tickets; Postgres writes their check otherwise once it was dumped, and so the view."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id"), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.CheckConstraint("state in ('open', 'closed')", name="ck_state"),
        schema="cfg",
    )
    op.execute("create view cfg.open_tickets as select * from cfg.tickets where state in ('open', 'waiting')")


def downgrade() -> None:
    op.execute("drop view cfg.open_tickets")
    op.drop_table("tickets", schema="cfg")
