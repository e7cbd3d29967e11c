"""Rooms are wild unless somebody says otherwise."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.rooms ALTER mood SET DEFAULT 'wild'")


def downgrade() -> None:
    op.execute("ALTER TABLE cfg.rooms ALTER mood DROP DEFAULT")
