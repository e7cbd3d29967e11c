"""Guilds are found by their name."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_guilds_name", "guilds", ["name"], schema="cfg", postgresql_concurrently=True)


def downgrade() -> None:
    op.drop_index("ix_guilds_name", schema="cfg")
