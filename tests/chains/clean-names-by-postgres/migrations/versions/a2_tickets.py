"""Tickets, by hand."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE cfg.tickets (id serial PRIMARY KEY, guild bigint CONSTRAINT of_guild REFERENCES cfg.guilds)"
    )


def downgrade() -> None:
    op.drop_table("tickets", schema="cfg")
