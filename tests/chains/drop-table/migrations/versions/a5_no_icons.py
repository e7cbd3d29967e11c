"""No icons."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("SET LOCAL search_path = cfg")
    op.execute("DROP TABLE icons")


def downgrade() -> None:
    op.create_table("icons", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
