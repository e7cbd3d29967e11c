"""Levels are large."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.alter_column("guilds", "level", type_=sa.BigInteger(), schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "level", type_=sa.Integer(), schema="cfg")
