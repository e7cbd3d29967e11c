"""Levels and badges."""

revision = "a5"
down_revision = ("a4", "b4")


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
