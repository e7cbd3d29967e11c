"""Guilds have a level."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer(), server_default="0"), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "level", schema="cfg")
