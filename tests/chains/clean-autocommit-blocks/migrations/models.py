"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Enum, Index, MetaData, Table

metadata = MetaData(schema="cfg")
rooms = Table(
    "rooms",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("mood", Enum("calm", "loud", "wild", name="mood", schema="cfg"), server_default="wild"),
)
Index("ix_rooms_mood", rooms.c.mood)
