"""Tickets are found by topic."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_topic", "tickets", ["topic"], schema="cfg", postgresql_concurrently=True)


def downgrade() -> None:
    op.drop_index("ix_topic", "tickets", schema="cfg")
