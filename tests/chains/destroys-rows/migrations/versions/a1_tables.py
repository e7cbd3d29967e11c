"""Guilds, and what happened there."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    for name in ("bans", "logs", "mutes", "notes", "polls"):
        op.create_table(
            name, sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("note", sa.Text()), schema="cfg"
        )
    op.create_table(
        "guilds", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("name", sa.Text()), schema="cfg"
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
    for name in ("bans", "logs", "mutes", "notes", "polls"):
        op.drop_table(name, schema="cfg")
