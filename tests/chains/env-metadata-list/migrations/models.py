"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

guild_metadata = MetaData(schema="cfg")
ticket_metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    guild_metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Integer),
)
tickets = Table("tickets", ticket_metadata, Column("id", BigInteger, primary_key=True), Column("topic", Text))
