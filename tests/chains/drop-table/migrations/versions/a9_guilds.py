"""Guilds, gathered in a table that is needed only here."""

import sqlalchemy as sa
from alembic import op

revision = "a9"
down_revision = "a8"


def upgrade() -> None:
    op.create_table("gathered", sa.Column("id", sa.BigInteger()), schema="cfg")
    op.create_table("guilds", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
    op.execute("INSERT INTO cfg.guilds SELECT id FROM cfg.gathered")
    op.drop_table("gathered", schema="cfg")


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
