"""The bot's own guild."""

import os

from alembic import op

revision = "a2"
down_revision = "a1"

HOME = int(os.environ["HOME_GUILD"])


def upgrade() -> None:
    op.execute(f"INSERT INTO cfg.guilds (id, name) VALUES ({HOME}, 'home')")


def downgrade() -> None:
    op.execute(f"DELETE FROM cfg.guilds WHERE id = {HOME}")
