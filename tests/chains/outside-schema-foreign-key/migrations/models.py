"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("setting_id", Integer, ForeignKey("settings.id")),
    schema="cfg",
)
settings = Table("settings", metadata, Column("id", Integer, primary_key=True), Column("value", Text))
