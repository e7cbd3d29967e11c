"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
)
bookings = Table(
    "bookings",
    metadata,
    Column("channel_id", BigInteger, nullable=False),
    Column("during", TSTZRANGE, nullable=False),
    ExcludeConstraint(("channel_id", "="), ("during", "&&"), name="no_overlap"),
)
