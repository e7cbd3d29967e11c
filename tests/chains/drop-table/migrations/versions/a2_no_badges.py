"""No badges."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.drop_table("badges", schema="cfg")


def downgrade() -> None:
    op.create_table("badges", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
