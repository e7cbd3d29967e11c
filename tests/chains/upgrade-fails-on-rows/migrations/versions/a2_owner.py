"""Every ticket has an owner."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("owner", sa.BigInteger(), nullable=False), schema="cfg")


def downgrade() -> None:
    op.drop_column("tickets", "owner", schema="cfg")
