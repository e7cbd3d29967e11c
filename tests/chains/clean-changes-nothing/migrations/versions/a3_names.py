"""Trim the names; there are none on an empty database."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET name = trim(name)")


def downgrade() -> None:
    pass
