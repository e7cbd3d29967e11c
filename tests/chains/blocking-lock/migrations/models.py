"""What the bot knows of its tables."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", String(200)),
    Column("level", Integer, nullable=False, server_default="0"),
    Column("owner", BigInteger),
    UniqueConstraint("id", "owner", name="uq_owner"),
    CheckConstraint("owner > 0", name="ck_owner"),
)
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_guild")),
    Column("topic", Text),
    CheckConstraint("topic <> ''", name="ck_topic"),
)
Index("ix_topic", tickets.c.topic)
Index("ix_name", guilds.c.name)
