"""Guilds have a level, as the model says."""

import sqlalchemy as sa
from alembic import op
from models import guilds

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", guilds.c.level.type), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "level", schema="cfg")
