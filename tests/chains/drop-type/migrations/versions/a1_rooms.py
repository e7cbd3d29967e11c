"""Rooms, and types for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.execute("CREATE TYPE cfg.color AS ENUM ('red', 'blue')")
    op.execute("CREATE TYPE cfg.size AS ENUM ('small', 'big')")
    op.execute("CREATE TYPE cfg.rank AS ENUM ('low', 'high')")
    op.execute("CREATE TYPE cfg.kind AS ENUM ('text', 'voice')")
    op.create_table(
        "rooms",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("kind", ENUM("text", "voice", name="kind", schema="cfg", create_type=False)),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE cfg.mood")
    op.execute("DROP TYPE cfg.color")
    op.execute("DROP TYPE cfg.size")
    op.execute("DROP TYPE cfg.rank")
    op.execute("DROP TYPE cfg.kind")
