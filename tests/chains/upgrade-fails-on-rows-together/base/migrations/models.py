"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Enum, MetaData, Table

metadata = MetaData(schema="cfg")
rooms = Table(
    "rooms",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("mood", Enum("calm", "loud", name="mood", schema="cfg")),
)
