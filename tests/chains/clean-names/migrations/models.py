"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

naming = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
}
metadata = MetaData(schema="cfg", naming_convention=naming)
config = Table(
    "GuildConfig",
    metadata,
    Column("guildId", BigInteger, primary_key=True),
    Column("select", Text, nullable=False, index=True, unique=False),
    Column("level", Integer, nullable=False),
    CheckConstraint("level > 0", name="level"),
    UniqueConstraint("select"),
)
order = Table(
    "order",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("Guild", ForeignKey("cfg.GuildConfig.guildId")),
)
