"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True))
tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("owner", BigInteger, nullable=False),
    Column("code", BigInteger, unique=True),
    Column("topic", Text, nullable=False),
    Column("note", String(5)),
    Column("votes", Integer),
    Column("level", Integer),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_guild")),
    CheckConstraint("level >= 0", name="ck_level"),
)
