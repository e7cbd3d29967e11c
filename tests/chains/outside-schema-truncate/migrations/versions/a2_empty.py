"""Start over."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("TRUNCATE public.settings")


def downgrade() -> None:
    pass
