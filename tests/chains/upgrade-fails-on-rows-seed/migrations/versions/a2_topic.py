"""Tickets have a topic."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("topic", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("tickets", "topic", schema="cfg")
