"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text),
    Column("badge", Text),
    Column("color", Text),
    Column("icon", Text),
)
