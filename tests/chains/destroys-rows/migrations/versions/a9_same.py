"""Whatever is written is what stood there."""

from alembic import op

revision = "a9"
down_revision = "a8"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET name = name, label = label")


def downgrade() -> None:
    pass
