"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Date, Index, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
tickets = Table(
    "tickets", metadata, Column("id", BigInteger, primary_key=True), Column("topic", Text), Column("state", Text)
)
Index("ix_state", tickets.c.state)
messages = Table(
    "messages",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("sent", Date, primary_key=True),
    postgresql_partition_by="RANGE (sent)",
)
