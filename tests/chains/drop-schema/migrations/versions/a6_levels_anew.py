"""Levels begin anew."""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("DROP SCHEMA xp CASCADE")
    op.execute("CREATE SCHEMA xp")
    op.create_table("levels", sa.Column("id", sa.BigInteger(), primary_key=True), schema="xp")


def downgrade() -> None:
    op.execute("SELECT 1")
