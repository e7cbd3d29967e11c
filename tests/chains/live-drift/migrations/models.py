"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
)
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("guild_id", ForeignKey("cfg.guilds.id"), nullable=False),
    Column("subject", Text, server_default="help"),
    Column("topic", Text),
)
