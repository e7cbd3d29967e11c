"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds", metadata, Column("id", BigInteger, primary_key=True), Column("poll", Text), Column("name", Text)
)
