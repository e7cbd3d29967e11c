"""Discord knows the names."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.drop_column("guilds", "name", schema="cfg")
    op.drop_column("members", "name", schema="cfg")
    op.drop_column("channels", "name", schema="cfg")


def downgrade() -> None:
    for name in ("channels", "members", "guilds"):
        op.add_column(name, sa.Column("name", sa.Text()), schema="cfg")
