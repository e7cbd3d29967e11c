"""Guilds with a name."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("name", sa.Text()), schema="cfg"
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
