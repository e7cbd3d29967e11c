"""A voice channel is booked by one event at a time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        postgresql.ExcludeConstraint(("channel_id", "="), ("during", "&&"), name="no_overlap"),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("bookings", schema="cfg")
