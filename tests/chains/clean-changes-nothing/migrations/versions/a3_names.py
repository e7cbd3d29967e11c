"""Name the guilds that have no name; there are none on an empty database."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET name = 'a guild' WHERE name IS NULL")


def downgrade() -> None:
    pass
