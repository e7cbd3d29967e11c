"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Enum, Index, MetaData, Table, Text

metadata = MetaData(schema="cfg")
moods = Enum("calm", "noisy", name="mood", schema="cfg")
servers = Table(
    "servers", metadata, Column("id", BigInteger, primary_key=True), Column("title", Text), Column("mood", moods)
)
Index("ix_title", servers.c.title)
