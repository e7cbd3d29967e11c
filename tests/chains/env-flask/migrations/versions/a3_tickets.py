"""Tickets, with their topic."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.create_table(
        "tickets", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("topic", sa.Text()), schema="cfg"
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
