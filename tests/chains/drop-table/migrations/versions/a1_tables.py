"""A table for everything."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    for name in ("badges", "bans", "colors", "icons", "levels", "mutes", "polls"):
        op.create_table(name, sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")


def downgrade() -> None:
    for name in ("badges", "bans", "colors", "icons", "levels", "mutes", "polls"):
        op.drop_table(name, schema="cfg")
