"""What the bot knows of its tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, MetaData, Table

metadata = MetaData(schema="cfg")
guilds = Table(
    "guilds", metadata, Column("id", BigInteger, primary_key=True), CheckConstraint("id < 99", name="ck_guilds_few")
)
