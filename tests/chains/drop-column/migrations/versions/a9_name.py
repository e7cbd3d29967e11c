"""Guilds have a name, and had a nickname for a moment."""

import sqlalchemy as sa
from alembic import op

revision = "a9"
down_revision = "a8"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("nickname", sa.Text()), schema="cfg")
    op.add_column("guilds", sa.Column("name", sa.Text()), schema="cfg")
    op.drop_column("guilds", "nickname", schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "name", schema="cfg")
