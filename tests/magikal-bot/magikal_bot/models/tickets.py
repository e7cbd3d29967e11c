"""Tickets: a private channel per question, numbered within its guild."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, RowId, Snowflake, Snowflakes, Timestamp, pg_enum
from magikal_bot.models.guilds import GuildId


class TicketStatus(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class TicketCategory(Base):
    __tablename__ = "ticket_categories"
    __table_args__ = (Index("uq_ticket_categories_name", "guild_id", text("lower(name)"), unique=True),)

    id: Mapped[RowId]
    guild_id: Mapped[GuildId]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    support_role_ids: Mapped[Snowflakes] = mapped_column(server_default=text("'{}'::bigint[]"))


class Ticket(Base):
    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("guild_id", "number"),
        Index("ix_tickets_unclosed", "guild_id", "opened_at", postgresql_where=text("status <> 'closed'")),
    )

    id: Mapped[RowId]
    guild_id: Mapped[GuildId]
    category_id: Mapped[int | None] = mapped_column(ForeignKey(TicketCategory.id, ondelete="SET NULL"))
    channel_id: Mapped[Snowflake] = mapped_column(unique=True)
    opener_id: Mapped[Snowflake]
    subject: Mapped[str | None]
    status: Mapped[TicketStatus] = mapped_column(
        pg_enum(TicketStatus, "ticket_status"), server_default="open"
    )
    opened_at: Mapped[Timestamp]
    closed_at: Mapped[datetime | None]
    number: Mapped[int] = mapped_column(comment="Counts from 1 in each guild")


class TicketMessage(Base):
    __tablename__ = "ticket_messages"
    __table_args__ = (
        Index("ix_ticket_messages_ticket_id_sent_at", "ticket_id", "sent_at"),
        {"comment": "The transcript of a ticket, which outlives its channel"},
    )

    message_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id, ondelete="CASCADE"))
    author_id: Mapped[Snowflake]
    content: Mapped[str] = mapped_column(server_default="")
    attachments: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    sent_at: Mapped[datetime]
