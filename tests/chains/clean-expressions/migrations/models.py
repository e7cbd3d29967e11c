"""What the bot knows of its tables."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    Index,
    Interval,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData(schema="cfg")
rooms = Table(
    "rooms",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False, server_default="room"),
    Column("mood", Enum("calm", "loud", name="mood", schema="cfg"), server_default=text("'calm'")),
    Column("size", BigInteger, server_default="0"),
    Column("price", Numeric(10, 2), server_default="0"),
    Column("open", Boolean, server_default="f"),
    Column("extra", JSONB, server_default="{}"),
    Column("tags", ARRAY(Text), server_default="{}"),
    Column("made", DateTime(timezone=True), server_default=func.now()),
    Column("seen", DateTime(timezone=True), server_default=func.now()),
    Column("ends", DateTime(timezone=True), server_default=text("CURRENT_TIMESTAMP")),
    Column("wait", Interval, server_default=text("'01:00:00'::interval")),
    Column("token", Uuid, server_default=func.gen_random_uuid()),
    CheckConstraint("size >= 0 AND size <= 99", name="ck_rooms_size"),
    CheckConstraint("name = ANY (ARRAY['room', 'hall'])", name="ck_rooms_name"),
)
Index("ix_rooms_lower", func.lower(rooms.c.name), unique=True)
Index("ix_rooms_open", rooms.c.made, postgresql_where=rooms.c.open.is_(True))
Index("ix_rooms_size", rooms.c.size.desc().nulls_last())
Index("ix_rooms_tags", rooms.c.tags, postgresql_using="gin")
Index("ix_rooms_prefix", rooms.c.name, postgresql_ops={"name": "text_pattern_ops"})
