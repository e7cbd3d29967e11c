"""Add level to guilds."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "level", schema="cfg")
