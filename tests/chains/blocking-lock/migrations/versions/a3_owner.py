"""Owners are above zero, and tickets belong to a guild."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.create_check_constraint("ck_owner", "guilds", "owner > 0", schema="cfg")
    op.create_foreign_key(
        "fk_guild", "tickets", "guilds", ["guild"], ["id"], source_schema="cfg", referent_schema="cfg"
    )


def downgrade() -> None:
    op.drop_constraint("fk_guild", "tickets", schema="cfg")
    op.drop_constraint("ck_owner", "guilds", schema="cfg")
