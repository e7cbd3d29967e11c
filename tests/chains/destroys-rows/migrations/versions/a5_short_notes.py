"""Notes are cut."""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("UPDATE cfg.notes SET note = left(note, 3)")


def downgrade() -> None:
    pass
