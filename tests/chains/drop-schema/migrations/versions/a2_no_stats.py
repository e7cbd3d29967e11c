"""No counts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSchema, DropSchema

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute(DropSchema("stats", cascade=True))


def downgrade() -> None:
    op.execute(CreateSchema("stats"))
    op.create_table("counts", sa.Column("id", sa.BigInteger(), primary_key=True), schema="stats")
