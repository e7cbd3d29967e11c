"""Guild config: the Discord servers the bot is in, and who their staff are."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utils import TimezoneType

from magikal_bot.models.base import Base, Json, Snowflake, Timestamp, pg_enum


class StaffLevel(StrEnum):
    HELPER = "helper"
    MODERATOR = "moderator"
    ADMIN = "admin"


class Guild(Base):
    __tablename__ = "guilds"
    __table_args__ = (
        CheckConstraint("char_length(name) BETWEEN 1 AND 100", name="name_length"),
        Index("ix_guilds_present", "joined_at", postgresql_where=text("left_at IS NULL")),
        {"comment": "A row per Discord server, kept after the bot has left it"},
    )

    guild_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    locale: Mapped[str] = mapped_column(String(5), server_default="en-GB")
    features: Mapped[list[str]] = mapped_column(server_default=text("'{}'::text[]"))
    settings: Mapped[Json] = mapped_column(server_default=text("'{}'::jsonb"))
    joined_at: Mapped[Timestamp]
    left_at: Mapped[datetime | None]
    timezone: Mapped[ZoneInfo] = mapped_column(
        TimezoneType(backend="zoneinfo"),
        server_default="UTC",
        comment="IANA name; dates in panels are shown in it",
    )


GuildId = Annotated[int, mapped_column(BigInteger, ForeignKey(Guild.guild_id, ondelete="CASCADE"))]


class StaffRole(Base):
    __tablename__ = "staff_roles"

    guild_id: Mapped[GuildId] = mapped_column(primary_key=True)
    role_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    level: Mapped[StaffLevel] = mapped_column(pg_enum(StaffLevel, "staff_level"), server_default="helper")
