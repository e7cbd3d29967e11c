"""Ranks have no default any more, and may be long."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.alter_column("guilds", "rank", server_default=None, type_=sa.Text(), schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "rank", type_=sa.String(20), schema="cfg")
