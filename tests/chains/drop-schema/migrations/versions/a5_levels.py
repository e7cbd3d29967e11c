"""Levels, in a schema of their own; another is needed only here."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("CREATE SCHEMA web")
    op.execute("CREATE SCHEMA xp")
    op.create_table("levels", sa.Column("id", sa.BigInteger(), primary_key=True), schema="xp")
    op.execute("DROP SCHEMA web")


def downgrade() -> None:
    op.execute("DROP SCHEMA xp CASCADE")
