"""Schemas for guilds, counts, and what is old."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSchema, DropSchema

revision = "a1"
down_revision = None


def upgrade() -> None:
    for name in ("stats", "old", "web"):
        op.execute(CreateSchema(name))
    op.create_table("guilds", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
    op.create_table("counts", sa.Column("id", sa.BigInteger(), primary_key=True), schema="stats")


def downgrade() -> None:
    op.drop_table("counts", schema="stats")
    op.drop_table("guilds", schema="cfg")
    for name in ("stats", "old", "web"):
        op.execute(DropSchema(name))
