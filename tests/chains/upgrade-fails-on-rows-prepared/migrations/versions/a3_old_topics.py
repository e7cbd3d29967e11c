"""The old ones without a topic get one."""

from alembic import op

revision = "a3"
down_revision = "a2"
acknowledged = {"missing-downgrade a3": "a topic may stay where one was filled in"}


def upgrade() -> None:
    op.execute("UPDATE cfg.tickets SET topic = 'general' WHERE topic IS NULL")


def downgrade() -> None:
    pass
