"""Add badge, with a downgrade that forgets it."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("badge", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.execute("SELECT 1")
