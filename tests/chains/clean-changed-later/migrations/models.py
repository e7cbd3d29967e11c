"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False, server_default="plain"),
    Column("level", BigInteger, server_default="0"),
    CheckConstraint("kind IN ('plain', 'partner')", name="ck_kind"),
)
Index("ix_kind", guilds.c.kind, postgresql_where=guilds.c.kind != "plain")
