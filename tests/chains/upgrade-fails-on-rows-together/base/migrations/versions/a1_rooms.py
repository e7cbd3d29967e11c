"""Rooms, and their mood."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("mood", sa.Enum("calm", "loud", name="mood", schema="cfg")),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE cfg.mood")
