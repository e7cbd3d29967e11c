"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Index, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
tickets = Table("tickets", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
panels = Table("panels", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
polls = Table("polls", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
Index("ix_guilds_name", guilds.c.name)
Index("ix_panels_name", panels.c.name)
Index("ix_polls_name", polls.c.name)
