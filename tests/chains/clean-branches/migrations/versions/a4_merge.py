"""Merge levels and badges."""

revision = "a4"
down_revision = ("a2", "a3")


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
