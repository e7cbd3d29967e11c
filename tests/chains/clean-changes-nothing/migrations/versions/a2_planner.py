"""Tell the planner what there is."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("ANALYZE cfg.guilds")


def downgrade() -> None:
    pass
