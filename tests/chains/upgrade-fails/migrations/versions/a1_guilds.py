"""Guilds, and the moods that they may be in."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
