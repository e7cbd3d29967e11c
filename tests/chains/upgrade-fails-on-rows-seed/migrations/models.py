"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

metadata = MetaData(schema="cfg")
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("code", BigInteger, unique=True),
    Column("topic", Text),
)
