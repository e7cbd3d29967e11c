"""New tickets belong to a guild."""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.create_foreign_key(
        "fk_guild",
        "tickets",
        "guilds",
        ["guild"],
        ["id"],
        source_schema="cfg",
        referent_schema="cfg",
        postgresql_not_valid=True,
    )


def downgrade() -> None:
    op.drop_constraint("fk_guild", "tickets", schema="cfg")
