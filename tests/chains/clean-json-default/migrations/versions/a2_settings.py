"""Settings of a guild."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    column = sa.Column("settings", sa.JSON(), server_default="{}", nullable=False)
    op.add_column("guilds", column, schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "settings", schema="cfg")
