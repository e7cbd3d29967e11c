"""Reactions point at messages, whichever partition these are in."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_table(
        "reactions",
        sa.Column("message_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("sent", sa.Date(), primary_key=True),
        sa.ForeignKeyConstraint(["message_id", "sent"], ["cfg.messages.id", "cfg.messages.sent"]),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("reactions", schema="cfg")
