"""Votes are numbers."""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.alter_column("tickets", "votes", type_=sa.Integer(), schema="cfg", postgresql_using="votes::integer")


def downgrade() -> None:
    op.alter_column("tickets", "votes", type_=sa.Text(), schema="cfg")
