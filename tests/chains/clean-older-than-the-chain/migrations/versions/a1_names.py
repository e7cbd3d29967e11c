"""Guilds have a name, and may be partners."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE cfg.guild_kind ADD VALUE 'partner'")
    op.add_column("guilds", sa.Column("name", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "name", schema="cfg")
    op.execute("ALTER TYPE cfg.guild_kind RENAME TO old_guild_kind")
    op.execute("CREATE TYPE cfg.guild_kind AS ENUM ('community')")
    op.execute("ALTER TABLE cfg.guilds ALTER kind TYPE cfg.guild_kind USING 'community'")
    op.execute("DROP TYPE cfg.old_guild_kind")
