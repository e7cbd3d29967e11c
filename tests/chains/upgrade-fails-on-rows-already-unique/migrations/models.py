"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, MetaData, SmallInteger, Table

metadata = MetaData(schema="cfg")
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True))
rewards = Table(
    "rewards",
    metadata,
    Column("guild", BigInteger, ForeignKey("cfg.guilds.id"), primary_key=True),
    Column("level", SmallInteger, CheckConstraint("level between 1 and 100"), primary_key=True),
    Column("role", BigInteger, nullable=False),
    Index("ix_rewards_role", "guild", "role", "level", unique=True),
)
