"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, MetaData, Table, Text

metadata = MetaData(schema="cfg")
messages = Table(
    "messages",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("sent", Date, primary_key=True),
    Column("body", Text),
    postgresql_partition_by="RANGE (sent)",
)
reactions = Table(
    "reactions",
    metadata,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("sent", Date, primary_key=True),
    ForeignKeyConstraint(["message_id", "sent"], ["cfg.messages.id", "cfg.messages.sent"]),
)
