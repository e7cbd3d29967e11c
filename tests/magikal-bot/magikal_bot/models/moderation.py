"""Moderation: what was done to whom and why, and the rules that act on their own."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, RowId, Snowflake, Snowflakes, Timestamp, pg_enum
from magikal_bot.models.guilds import GuildId


class ModAction(StrEnum):
    NOTE = "note"
    WARN = "warn"
    TIMEOUT = "timeout"
    KICK = "kick"
    BAN = "ban"


class AutomodTrigger(StrEnum):
    KEYWORD = "keyword"
    INVITE = "invite"
    MENTIONS = "mentions"


class AutomodRule(Base):
    __tablename__ = "automod_rules"
    __table_args__ = (
        UniqueConstraint("guild_id", "name"),
        Index("ix_automod_rules_patterns", "patterns", postgresql_using="gin"),
    )

    id: Mapped[RowId]
    guild_id: Mapped[GuildId]
    name: Mapped[str]
    trigger: Mapped[AutomodTrigger] = mapped_column(pg_enum(AutomodTrigger, "automod_trigger"))
    patterns: Mapped[list[str]] = mapped_column(server_default=text("'{}'::text[]"))
    exempt_role_ids: Mapped[Snowflakes] = mapped_column(server_default=text("'{}'::bigint[]"))
    enabled: Mapped[bool] = mapped_column(server_default=text("true"))


class ModCase(Base):
    __tablename__ = "mod_cases"
    __table_args__ = (
        UniqueConstraint("guild_id", "number"),
        CheckConstraint("expires_at > created_at", name="expires_after_creation"),
        Index("ix_mod_cases_guild_id_target_id", "guild_id", "target_id"),
        Index(
            "ix_mod_cases_due",
            "expires_at",
            postgresql_where=text("lifted_at IS NULL AND expires_at IS NOT NULL"),
        ),
        Index(
            "ix_mod_cases_by_rule", "automod_rule_id", postgresql_where=text("automod_rule_id IS NOT NULL")
        ),
        {"comment": "Never deleted: a case is lifted, or amended by another one"},
    )

    id: Mapped[RowId]
    guild_id: Mapped[GuildId]
    number: Mapped[int]
    action: Mapped[ModAction] = mapped_column(pg_enum(ModAction, "mod_action"))
    target_id: Mapped[Snowflake]
    moderator_id: Mapped[Snowflake]
    reason: Mapped[str | None] = mapped_column(comment="Shown to the member")
    evidence: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("mod_cases.id", ondelete="SET NULL"))
    created_at: Mapped[Timestamp]
    expires_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    automod_rule_id: Mapped[int | None] = mapped_column(
        ForeignKey(AutomodRule.id, ondelete="SET NULL"), comment="Empty where a person acted"
    )
