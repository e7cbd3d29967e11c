"""Guild configuration."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "GuildConfig",
        sa.Column("guildId", sa.BigInteger(), nullable=False),
        sa.Column("select", sa.Text(), nullable=False, index=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level > 0", name="level"),
        sa.PrimaryKeyConstraint("guildId"),
        sa.UniqueConstraint("select"),
        schema="cfg",
    )
    op.create_table(
        "order",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("Guild", sa.BigInteger(), sa.ForeignKey("cfg.GuildConfig.guildId")),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("order", schema="cfg")
    op.drop_table("GuildConfig", schema="cfg")
