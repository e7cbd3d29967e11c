"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Integer),
)
tickets = Table("tickets", metadata, Column("id", BigInteger, primary_key=True), Column("topic", Text))
