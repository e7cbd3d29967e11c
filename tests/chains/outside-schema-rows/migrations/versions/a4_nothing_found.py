"""A row that is not there: nothing of theirs is touched."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("UPDATE public.settings SET value = 'four' WHERE id = 99")


def downgrade() -> None:
    op.execute("UPDATE public.settings SET value = 'five' WHERE id = 99")
