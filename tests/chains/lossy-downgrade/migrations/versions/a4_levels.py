"""Guilds have a level, and the bot has a guild of its own."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer()), schema="cfg")
    op.execute("INSERT INTO cfg.guilds (id, name, level) VALUES (-4711, 'the bot', 1)")


def downgrade() -> None:
    op.execute("DELETE FROM cfg.guilds WHERE id = -4711")
    op.drop_column("guilds", "level", schema="cfg")
