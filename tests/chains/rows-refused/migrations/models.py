"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, MetaData, Table, Text

metadata = MetaData(schema="cfg")
codes = Table(
    "codes",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("code", Text, nullable=False),
    Column("used", Integer),
    CheckConstraint("cfg.signed(code)", name="ck_signed"),
)
guilds = Table("guilds", metadata, Column("id", BigInteger, primary_key=True), Column("name", Text))
