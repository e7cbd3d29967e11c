"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, MetaData, String, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
)
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("guild_id", ForeignKey("cfg.guilds.id"), nullable=False),
    Column("state", String(20), CheckConstraint("state in ('open', 'closed')", name="ck_state"), nullable=False),
    Column("topic", Text),
)
