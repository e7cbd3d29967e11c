"""Merge guilds and tickets."""

revision = "c1"
down_revision = ("a4", "b2")


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
