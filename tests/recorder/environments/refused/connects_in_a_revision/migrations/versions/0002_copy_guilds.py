"""Copy the guilds of the live database."""

import psycopg
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with psycopg.connect("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live") as live:
        for id, name in live.execute("SELECT id, name FROM cfg.guilds"):
            op.execute(f"INSERT INTO cfg.guilds VALUES ({id}, '{name}')")


def downgrade() -> None:
    op.execute("DELETE FROM cfg.guilds")
