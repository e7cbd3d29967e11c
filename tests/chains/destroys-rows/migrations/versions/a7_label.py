"""Guilds have a label."""

import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("label", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "label", schema="cfg")
