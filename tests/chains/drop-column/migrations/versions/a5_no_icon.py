"""No icon."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("SET LOCAL search_path = cfg")
    op.execute("ALTER TABLE guilds DROP COLUMN icon")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("icon", sa.Text()), schema="cfg")
