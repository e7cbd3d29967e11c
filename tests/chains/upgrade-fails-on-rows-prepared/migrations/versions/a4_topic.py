"""No ticket without a topic."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.tickets VALIDATE CONSTRAINT ck_topic")
    op.alter_column("tickets", "topic", nullable=False, schema="cfg")
    op.drop_constraint("ck_topic", "tickets", schema="cfg")


def downgrade() -> None:
    op.execute("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_topic CHECK (topic IS NOT NULL) NOT VALID")
    op.alter_column("tickets", "topic", nullable=True, schema="cfg")
