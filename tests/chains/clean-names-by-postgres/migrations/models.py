"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, unique=True),
    Column("level", Integer, CheckConstraint("level > 0")),
)
tickets = Table(
    "tickets", metadata, Column("id", Integer, primary_key=True), Column("guild", ForeignKey("cfg.guilds.id"))
)
