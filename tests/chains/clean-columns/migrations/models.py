"""What the bot knows of its tables."""

from sqlalchemy import Column, Computed, Date, DateTime, ForeignKey, Identity, Integer, MetaData, String, Table, Time

metadata = MetaData(schema="cfg")
games = Table(
    "games",
    metadata,
    Column("id", Integer, Identity(always=True, start=100), primary_key=True),
    Column("number", Integer, Identity()),
    Column("wins", Integer, nullable=False),
    Column("twice", Integer, Computed("wins * 2", persisted=True)),
    Column("begun", DateTime(timezone=True)),
    Column("ended", DateTime),
    Column("daily", Time(timezone=True)),
    Column("day", Date),
    Column("code", String(8)),
)
serials = Table(
    "serials",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("game", ForeignKey("cfg.games.id", ondelete="CASCADE")),
)
