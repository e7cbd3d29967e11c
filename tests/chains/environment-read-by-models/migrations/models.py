"""What the bot knows of its tables."""

import os

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

OWNER = os.environ["BOT_OWNER"]
metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
)
