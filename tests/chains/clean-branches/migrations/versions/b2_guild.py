"""Panels, each in a guild."""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"
depends_on = "a1"


def upgrade() -> None:
    op.create_table(
        "panels",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("guild", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id", name="fk_guild")),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("panels", schema="cfg")
