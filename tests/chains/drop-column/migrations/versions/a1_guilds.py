"""Guilds with everything."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("badge", sa.Text()),
        sa.Column("ban", sa.Text()),
        sa.Column("color", sa.Text()),
        sa.Column("icon", sa.Text()),
        sa.Column("level", sa.Text()),
        sa.Column("mute", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("poll", sa.Text()),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
