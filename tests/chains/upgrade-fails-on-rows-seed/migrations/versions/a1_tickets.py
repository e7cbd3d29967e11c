"""Tickets."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "tickets", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("code", sa.BigInteger()), schema="cfg"
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
