"""Labels and names are filled in."""

from alembic import op

revision = "a8"
down_revision = "a7"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET label = 'guild' WHERE label IS NULL")
    op.execute("UPDATE cfg.guilds SET name = coalesce(name, 'a guild')")


def downgrade() -> None:
    pass
