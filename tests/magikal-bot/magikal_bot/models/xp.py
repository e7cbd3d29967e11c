"""XP: what members earn, where it came from, and the roles it buys."""

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, RowId, Snowflake, Timestamp, pg_enum
from magikal_bot.models.guilds import GuildId


class XPSource(StrEnum):
    MESSAGE = "message"
    VOICE = "voice"
    EVENT = "event"
    STAFF = "staff"


class XPMember(Base):
    __tablename__ = "xp_members"
    __table_args__ = (
        CheckConstraint("xp >= 0", name="xp_not_negative"),
        Index("ix_xp_members_leaderboard", "guild_id", text("xp DESC")),
    )

    guild_id: Mapped[GuildId] = mapped_column(primary_key=True)
    user_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    xp: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    last_earned_at: Mapped[Timestamp]


class XPReward(Base):
    __tablename__ = "xp_rewards"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 500", name="level_range"),)

    guild_id: Mapped[GuildId] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    role_id: Mapped[Snowflake]


class XPGrant(Base):
    __tablename__ = "xp_grants"
    __table_args__ = (
        ForeignKeyConstraint(
            ["guild_id", "user_id"], [XPMember.guild_id, XPMember.user_id], ondelete="CASCADE"
        ),
        CheckConstraint("amount <> 0", name="amount_not_zero"),
        Index("ix_xp_grants_granted_at", "granted_at", postgresql_using="brin"),
        {"comment": "Each change of a member's XP; a staff member may take some away"},
    )

    id: Mapped[RowId]
    guild_id: Mapped[Snowflake]
    user_id: Mapped[Snowflake]
    amount: Mapped[int]
    source: Mapped[XPSource] = mapped_column(pg_enum(XPSource, "xp_source"))
    granted_at: Mapped[Timestamp]
