"""No badge."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.drop_column("guilds", "badge", schema="cfg")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("badge", sa.Text()), schema="cfg")
