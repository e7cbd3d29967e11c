"""Guilds have a level, and long names."""

import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Integer(), nullable=False, server_default="0"), schema="cfg")
    op.alter_column("guilds", "name", type_=sa.String(200), schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "name", type_=sa.String(100), schema="cfg", postgresql_using="left(name, 100)")
    op.drop_column("guilds", "level", schema="cfg")
