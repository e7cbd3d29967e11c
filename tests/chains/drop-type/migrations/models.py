"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Enum, MetaData, Table

metadata = MetaData(schema="cfg")
rooms = Table(
    "rooms",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("kind", Enum("text", name="kind", schema="cfg")),
    Column("state", Enum("open", "shut", name="state", schema="cfg")),
)
