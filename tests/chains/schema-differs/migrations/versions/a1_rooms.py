"""Rooms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.create_table(
        "rooms",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("mood", postgresql.ENUM(name="mood", schema="cfg", create_type=False)),
        sa.Column("size", sa.Integer(), server_default="5"),
        sa.Column("name", sa.Text()),
        sa.CheckConstraint("size > 0", name="ck_rooms_size"),
        schema="cfg",
    )
    op.create_index("ix_rooms_name", "rooms", ["name"], schema="cfg")
    op.create_index("ix_rooms_open", "rooms", ["size"], schema="cfg", postgresql_where="size > 1")


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE cfg.mood")
