"""Guilds have a title."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("title", sa.String(40)), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "title", schema="cfg")
