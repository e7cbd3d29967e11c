"""Guilds start as novices."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("rank", sa.String(20), server_default="novice"),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
