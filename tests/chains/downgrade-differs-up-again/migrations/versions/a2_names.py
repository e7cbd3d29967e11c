"""The names, and since when."""

import time

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute(f"CREATE VIEW cfg.names AS SELECT name, {time.time_ns()} AS since FROM cfg.guilds")


def downgrade() -> None:
    op.execute("DROP VIEW cfg.names")
