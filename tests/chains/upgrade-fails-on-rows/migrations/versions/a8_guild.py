"""Tickets belong to a guild."""

from alembic import op

revision = "a8"
down_revision = "a7"


def upgrade() -> None:
    op.create_foreign_key(
        "fk_guild", "tickets", "guilds", ["guild"], ["id"], source_schema="cfg", referent_schema="cfg"
    )


def downgrade() -> None:
    op.drop_constraint("fk_guild", "tickets", schema="cfg")
