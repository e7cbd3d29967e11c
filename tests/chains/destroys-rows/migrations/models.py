"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

metadata = MetaData(schema="cfg")
bans = Table("bans", metadata, Column("id", BigInteger, primary_key=True), Column("note", Text))
logs = Table("logs", metadata, Column("id", BigInteger, primary_key=True), Column("note", Text))
mutes = Table("mutes", metadata, Column("id", BigInteger, primary_key=True), Column("note", Text))
notes = Table("notes", metadata, Column("id", BigInteger, primary_key=True), Column("note", Text))
polls = Table("polls", metadata, Column("id", BigInteger, primary_key=True), Column("note", Text))
guilds = Table(
    "guilds", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text), Column("label", Text)
)
