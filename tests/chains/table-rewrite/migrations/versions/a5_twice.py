"""Wins count twice."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("twice", sa.Integer(), sa.Computed("wins * 2", persisted=True)), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "twice", schema="cfg")
