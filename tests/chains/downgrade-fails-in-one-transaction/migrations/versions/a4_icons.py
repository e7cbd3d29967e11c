"""Add icon, with a downgrade that forgets it."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("icon", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.execute("SELECT 1")
