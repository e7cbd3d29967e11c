"""Panels: messages with buttons, posted once and edited ever after."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, Json, RowId, Snowflake, Timestamp, pg_enum
from magikal_bot.models.guilds import GuildId


class PanelKind(StrEnum):
    TICKETS = "tickets"
    RECRUITMENT = "recruitment"
    TEMPVC = "tempvc"
    ROLES = "roles"


class ButtonStyle(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUCCESS = "success"
    DANGER = "danger"


class Panel(Base):
    __tablename__ = "panels"

    id: Mapped[RowId]
    guild_id: Mapped[GuildId] = mapped_column(index=True)
    channel_id: Mapped[Snowflake]
    message_id: Mapped[Snowflake | None] = mapped_column(unique=True, comment="Empty until it is posted")
    kind: Mapped[PanelKind] = mapped_column(pg_enum(PanelKind, "panel_kind"))
    layout: Mapped[Json] = mapped_column(server_default=text("'{}'::jsonb"))
    updated_at: Mapped[Timestamp]


class PanelButton(Base):
    __tablename__ = "panel_buttons"
    __table_args__ = (
        # Deferred, so that two buttons can change places in one transaction.
        UniqueConstraint("panel_id", "position", deferrable=True, initially="DEFERRED"),
        CheckConstraint("position BETWEEN 1 AND 25", name="position_range"),
    )

    id: Mapped[RowId]
    panel_id: Mapped[int] = mapped_column(ForeignKey(Panel.id, ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(SmallInteger)
    label: Mapped[str] = mapped_column(String(80))
    custom_id: Mapped[str] = mapped_column(String(100))
    style: Mapped[ButtonStyle] = mapped_column(
        pg_enum(ButtonStyle, "button_style"), server_default="secondary"
    )
