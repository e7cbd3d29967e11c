"""Guilds and tickets."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table("guilds", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("code", sa.BigInteger()),
        sa.Column("topic", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("votes", sa.Text()),
        sa.Column("level", sa.Integer()),
        sa.Column("guild", sa.BigInteger()),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
    op.drop_table("guilds", schema="cfg")
