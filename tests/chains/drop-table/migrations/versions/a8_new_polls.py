"""Polls begin anew."""

import sqlalchemy as sa
from alembic import op

revision = "a8"
down_revision = "a7"


def upgrade() -> None:
    op.drop_table("polls", schema="cfg")
    op.create_table("polls", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")


def downgrade() -> None:
    op.execute("SELECT 1")
