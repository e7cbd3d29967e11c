"""Guilds have a color."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("color", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "color", schema="cfg")
