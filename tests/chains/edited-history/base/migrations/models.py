"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", String(20)),
    Column("level", Integer, server_default="0"),
    Column("color", Text),
)
