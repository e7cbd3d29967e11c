"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
bans = Table(
    "bans",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("note", Text),
    Column("level", Integer, server_default="1"),
)
