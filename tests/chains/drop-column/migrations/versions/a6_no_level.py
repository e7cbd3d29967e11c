"""No level, and no note."""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.guilds DROP level; ALTER TABLE cfg.guilds DROP note")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("level", sa.Text()), schema="cfg")
    op.add_column("guilds", sa.Column("note", sa.Text()), schema="cfg")
