"""Guilds, and codes that the owner signs."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE FUNCTION cfg.signed(code text) RETURNS boolean LANGUAGE sql RETURN md5(code) LIKE '000000%'")
    op.create_table(
        "codes",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.CheckConstraint("cfg.signed(code)", name="ck_signed"),
        schema="cfg",
    )
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.Text()),
        sa.Column("topic", sa.Text()),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
    op.drop_table("codes", schema="cfg")
    op.execute("DROP FUNCTION cfg.signed(text)")
