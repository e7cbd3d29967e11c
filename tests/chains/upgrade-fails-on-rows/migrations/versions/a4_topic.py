"""No ticket without a topic."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.alter_column("tickets", "topic", nullable=False, schema="cfg")


def downgrade() -> None:
    op.alter_column("tickets", "topic", nullable=True, schema="cfg")
