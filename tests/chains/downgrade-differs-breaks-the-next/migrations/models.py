"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Index, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text),
    Column("badge", Text),
    Index("ix_guilds_name", "name"),
)
