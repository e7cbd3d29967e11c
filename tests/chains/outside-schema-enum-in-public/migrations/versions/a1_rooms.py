"""Rooms, and their mood."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE mood AS ENUM ('calm', 'loud')")
    op.create_table(
        "rooms",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("mood", postgresql.ENUM(name="mood", create_type=False, inherit_schema=False)),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE mood")
