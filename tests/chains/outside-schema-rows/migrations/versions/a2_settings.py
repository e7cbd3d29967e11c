"""Our settings."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("UPDATE public.settings SET value = 'three' WHERE id = 2")


def downgrade() -> None:
    op.execute("UPDATE public.settings SET value = 'two' WHERE id = 2")
