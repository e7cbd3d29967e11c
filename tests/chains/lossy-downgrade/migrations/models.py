"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text), Column("level", Integer)
)
badges = Table(
    "badges", metadata, Column("id", BigInteger, primary_key=True), Column("title", Text), Column("color", Integer)
)
