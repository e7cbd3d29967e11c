"""Name the guilds that have no id; there are none."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET name = 'a guild' WHERE id IS NULL")


def downgrade() -> None:
    pass
