"""The bot's own guild."""

import os

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    home = int(os.environ["HOME_GUILD"])
    op.execute(f"INSERT INTO cfg.guilds (id, name) VALUES ({home}, 'home')")


def downgrade() -> None:
    op.execute("DELETE FROM cfg.guilds WHERE name = 'home'")
