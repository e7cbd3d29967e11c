"""Settings by guild."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column("settings", sa.Column("guild_id", sa.BigInteger()), schema="public")
    with op.get_context().autocommit_block():
        op.create_index("ix_settings_guild", "settings", ["guild_id"], schema="public", postgresql_concurrently=True)


def downgrade() -> None:
    op.drop_column("settings", "guild_id", schema="public")
