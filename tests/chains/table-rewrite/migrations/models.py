"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, Column, Computed, Integer, MetaData, String, Table, Uuid, text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("level", BigInteger),
    Column("name", String(200)),
    Column("token", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
    Column("twice", Integer, Computed("wins * 2", persisted=True)),
    Column("wins", Integer, nullable=False, server_default="0"),
)
