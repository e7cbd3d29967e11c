"""No new ticket without a topic."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_topic CHECK (topic IS NOT NULL) NOT VALID")


def downgrade() -> None:
    op.drop_constraint("ck_topic", "tickets", schema="cfg")
