"""What stood here was squashed into a1."""

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
