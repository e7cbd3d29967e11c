"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True))
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_guild")),
    Column("level", Integer, nullable=False, server_default="0"),
)
