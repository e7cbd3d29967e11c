"""Guilds have a badge."""

import sqlalchemy as sa
from alembic import op

revision = "b4"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("badge", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "badge", schema="cfg")
