"""Rooms are wild by default."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.rooms ALTER mood SET DEFAULT 'wild'")


def downgrade() -> None:
    op.execute("ALTER TABLE cfg.rooms ALTER mood SET DEFAULT 'calm'")
