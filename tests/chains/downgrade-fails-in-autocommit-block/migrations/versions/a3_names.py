"""An index on names, made while the bot runs."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_guilds_name", "guilds", ["name"], schema="cfg", postgresql_concurrently=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index("ix_guilds_name", schema="cfg", postgresql_concurrently=True)
        op.drop_index("ix_guilds_level", schema="cfg", postgresql_concurrently=True)
