"""Guilds with an indexed badge."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("badge", sa.Text()), schema="cfg"
    )
    op.create_index("ix_guilds_badge", "guilds", ["badge"], schema="cfg")


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
