"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text),
    Column("level", Integer),
    CheckConstraint("level > 0", name="ck_level"),
)
tickets = Table(
    "tickets", metadata, Column("id", BigInteger, primary_key=True), Column("topic", Text), Column("state", Text)
)
Index("ix_state", tickets.c.state)
messages = Table(
    "messages",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("sent", Date, primary_key=True),
    Column("body", Text),
    postgresql_partition_by="RANGE (sent)",
)
