"""A role for each level."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table("guilds", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
    op.create_table(
        "rewards",
        sa.Column("guild", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id"), primary_key=True),
        sa.Column("level", sa.SmallInteger(), sa.CheckConstraint("level between 1 and 100"), primary_key=True),
        sa.Column("role", sa.BigInteger(), nullable=False),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("rewards", schema="cfg")
    op.drop_table("guilds", schema="cfg")
