"""The poll begins anew."""

import sqlalchemy as sa
from alembic import op

revision = "a8"
down_revision = "a7"


def upgrade() -> None:
    op.drop_column("guilds", "poll", schema="cfg")
    op.add_column("guilds", sa.Column("poll", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.execute("SELECT 1")
