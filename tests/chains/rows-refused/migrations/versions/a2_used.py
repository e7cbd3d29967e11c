"""Codes are counted, and guilds have no topic."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("codes", sa.Column("used", sa.Integer()), schema="cfg")
    op.drop_column("guilds", "topic", schema="cfg")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("topic", sa.Text()), schema="cfg")
    op.drop_column("codes", "used", schema="cfg")
