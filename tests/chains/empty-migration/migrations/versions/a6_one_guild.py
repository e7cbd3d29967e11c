"""The badge of one guild."""

from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("UPDATE cfg.guilds SET badge = 'first' WHERE id = 81384788765712384")


def downgrade() -> None:
    pass
