"""Logs are forgotten."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("WITH gone AS (DELETE FROM cfg.logs RETURNING id) SELECT count(*) FROM gone")


def downgrade() -> None:
    pass
