"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True))
polls = Table("polls", metadata, Column("id", BigInteger, primary_key=True))
