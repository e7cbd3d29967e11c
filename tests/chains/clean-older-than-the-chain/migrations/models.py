"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Enum, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Enum("community", "partner", name="guild_kind", schema="cfg"), nullable=False),
    Column("name", Text),
)
