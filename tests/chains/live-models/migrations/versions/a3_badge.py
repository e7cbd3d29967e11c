"""Guilds have a badge, as the model says."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    import models

    op.add_column("guilds", sa.Column("badge", models.guilds.c.badge.type), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "badge", schema="cfg")
