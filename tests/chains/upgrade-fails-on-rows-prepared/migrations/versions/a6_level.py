"""Tickets have a level."""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("level", sa.Integer(), nullable=False, server_default="0"), schema="cfg")


def downgrade() -> None:
    op.drop_column("tickets", "level", schema="cfg")
