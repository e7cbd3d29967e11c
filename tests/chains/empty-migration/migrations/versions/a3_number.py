"""Ask for a number."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("SELECT 1")


def downgrade() -> None:
    pass
