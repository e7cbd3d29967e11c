"""Polls have no name."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.drop_column("polls", "name", schema="cfg")


def downgrade() -> None:
    op.add_column("polls", sa.Column("name", sa.Text()), schema="cfg")
    op.create_index("ix_polls_name", "polls", ["name"], schema="cfg")
