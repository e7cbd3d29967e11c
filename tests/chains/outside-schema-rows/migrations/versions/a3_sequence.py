"""Leave room for ours."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("SELECT setval('public.settings_id_seq', 100)")


def downgrade() -> None:
    op.execute("SELECT setval('public.settings_id_seq', 2)")
