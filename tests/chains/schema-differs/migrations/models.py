"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Enum, Index, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
rooms = Table(
    "rooms",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("mood", Enum("calm", "loud", "wild", name="mood", schema="cfg")),
    Column("size", Integer, server_default="10"),
    Column("name", Text),
    CheckConstraint("size >= 0", name="ck_rooms_size"),
)
Index("ix_rooms_name", rooms.c.name, postgresql_ops={"name": "text_pattern_ops"})
Index("ix_rooms_open", rooms.c.size, postgresql_where=rooms.c.size > 2)
