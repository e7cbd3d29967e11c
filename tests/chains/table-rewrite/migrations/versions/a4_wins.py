"""Wins are counted, and names may be long."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("wins", sa.Integer(), nullable=False, server_default="0"), schema="cfg")
    op.alter_column("guilds", "name", type_=sa.String(200), schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "name", type_=sa.String(100), schema="cfg", postgresql_using="left(name, 100)")
    op.drop_column("guilds", "wins", schema="cfg")
