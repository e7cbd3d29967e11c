"""Guilds with their owner, members with their guild, channels below channels."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text()),
        schema="cfg",
    )
    op.create_table(
        "members",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("guild", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id", name="fk_guild"), nullable=False),
        sa.Column("name", sa.Text()),
        schema="cfg",
    )
    op.create_foreign_key(
        "fk_owner",
        "guilds",
        "members",
        ["owner"],
        ["id"],
        source_schema="cfg",
        referent_schema="cfg",
        deferrable=True,
        initially="DEFERRED",
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("parent", sa.BigInteger(), sa.ForeignKey("cfg.channels.id", name="fk_parent"), nullable=False),
        sa.Column("guild", sa.BigInteger(), sa.ForeignKey("cfg.guilds.id", name="fk_channel_guild"), nullable=False),
        sa.Column("name", sa.Text()),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_constraint("fk_owner", "guilds", schema="cfg")
    for name in ("channels", "members", "guilds"):
        op.drop_table(name, schema="cfg")
