"""Add level, with a downgrade that forgets it."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer()), schema="cfg")


def downgrade() -> None:
    op.execute("SELECT 1")
