"""Guilds have a badge."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("badge", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_index("ix_guilds_name", schema="cfg")
    op.drop_column("guilds", "badge", schema="cfg")
