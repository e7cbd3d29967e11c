"""Nor have the old ones."""

from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.tickets VALIDATE CONSTRAINT ck_topic")


def downgrade() -> None:
    pass
