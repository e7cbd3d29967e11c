"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, Table

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column(
        "owner",
        BigInteger,
        ForeignKey("cfg.members.id", name="fk_owner", deferrable=True, initially="DEFERRED", use_alter=True),
        nullable=False,
    ),
)
members = Table(
    "members",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_guild"), nullable=False),
)
channels = Table(
    "channels",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("parent", BigInteger, ForeignKey("cfg.channels.id", name="fk_parent"), nullable=False),
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id", name="fk_channel_guild"), nullable=False),
)
