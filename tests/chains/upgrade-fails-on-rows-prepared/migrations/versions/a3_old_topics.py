"""The old ones without a topic get one."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("UPDATE cfg.tickets SET topic = 'general' WHERE topic IS NULL")


def downgrade() -> None:
    pass
