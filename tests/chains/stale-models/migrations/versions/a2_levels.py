"""Add level, badge and color."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer()), schema="cfg")
    op.add_column("guilds", sa.Column("badge", sa.Text()), schema="cfg")
    op.add_column("guilds", sa.Column("color", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "color", schema="cfg")
    op.drop_column("guilds", "badge", schema="cfg")
    op.drop_column("guilds", "level", schema="cfg")
