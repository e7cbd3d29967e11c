"""Guilds and tickets."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.String(100)),
        sa.Column("owner", sa.BigInteger()),
        schema="cfg",
    )
    op.create_table(
        "tickets",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("guild", sa.BigInteger()),
        sa.Column("topic", sa.Text()),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
    op.drop_table("guilds", schema="cfg")
