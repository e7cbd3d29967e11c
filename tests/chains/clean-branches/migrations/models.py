"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Integer),
    Column("badge", Text),
)
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("topic", Text),
)
panels = Table(
    "panels",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_guild")),
)
