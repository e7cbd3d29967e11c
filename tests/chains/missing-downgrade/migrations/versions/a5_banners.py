"""Add banner to guilds."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("banner", sa.Text()), schema="cfg")


def downgrade() -> None:
    raise NotImplementedError("there is no way back")
