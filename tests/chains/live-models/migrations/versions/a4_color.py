"""Guilds have a color, as the model says."""

import importlib

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    models = importlib.import_module("models")
    op.add_column("guilds", sa.Column("color", models.guilds.c.color.type), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "color", schema="cfg")
