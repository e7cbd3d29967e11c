"""Guilds."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.CheckConstraint("id > 0", name="ck_guilds_id"),
        schema="cfg",
    )
    op.execute("CREATE SEQUENCE cfg.cases")


def downgrade() -> None:
    op.execute("DROP SEQUENCE cfg.cases")
    op.drop_table("guilds", schema="cfg")
