"""Temp VC: joining a hub makes a voice channel, which lives until the last member leaves."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, Snowflake, Snowflakes, Timestamp
from magikal_bot.models.guilds import GuildId


class TempVCHub(Base):
    __tablename__ = "tempvc_hubs"
    __table_args__ = (
        CheckConstraint("user_limit BETWEEN 0 AND 99", name="user_limit_range"),
        CheckConstraint("bitrate BETWEEN 8000 AND 384000", name="bitrate_range"),
    )

    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    guild_id: Mapped[GuildId] = mapped_column(index=True)
    name_template: Mapped[str] = mapped_column(server_default="Channel of {owner}")
    user_limit: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"), comment="0 is no limit")
    bitrate: Mapped[int] = mapped_column(Integer, server_default=text("96000"))


class LiveChannel(Base):
    __tablename__ = "tempvc_live_channels"
    __table_args__ = ({"comment": "Live state: read when the bot starts, to go on where it stopped"},)

    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    hub_id: Mapped[int] = mapped_column(ForeignKey(TempVCHub.channel_id, ondelete="CASCADE"), index=True)
    owner_id: Mapped[Snowflake]
    member_ids: Mapped[Snowflakes] = mapped_column(server_default=text("'{}'::bigint[]"))
    is_locked: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[Timestamp]
    emptied_at: Mapped[datetime | None]
