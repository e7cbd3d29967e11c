"""Recruitment: forms that guilds publish, what applicants answer, how staff vote."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from magikal_bot.models.base import Base, Json, RowId, Snowflake, Timestamp, pg_enum
from magikal_bot.models.guilds import GuildId


class ApplicationStatus(StrEnum):
    PENDING = "pending"
    INTERVIEW = "interview"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RecruitmentForm(Base):
    __tablename__ = "recruitment_forms"
    __table_args__ = (
        UniqueConstraint("guild_id", "title"),
        CheckConstraint("cooldown_days >= 0", name="cooldown_not_negative"),
    )

    id: Mapped[RowId]
    guild_id: Mapped[GuildId]
    title: Mapped[str]
    questions: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    review_channel_id: Mapped[Snowflake]
    cooldown_days: Mapped[int] = mapped_column(
        SmallInteger, server_default=text("30"), comment="How long a rejected applicant waits"
    )
    is_open: Mapped[bool] = mapped_column(server_default=text("false"))


class Application(Base):
    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "uq_applications_pending",
            "form_id",
            "applicant_id",
            unique=True,
            postgresql_where=text("status = 'pending'"),
        ),
    )

    id: Mapped[RowId]
    form_id: Mapped[int] = mapped_column(ForeignKey(RecruitmentForm.id, ondelete="CASCADE"))
    applicant_id: Mapped[Snowflake]
    answers: Mapped[Json]
    status: Mapped[ApplicationStatus] = mapped_column(
        pg_enum(ApplicationStatus, "application_status"), server_default="pending"
    )
    submitted_at: Mapped[Timestamp]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[Snowflake | None]


class ApplicationVote(Base):
    __tablename__ = "application_votes"
    __table_args__ = (CheckConstraint("vote IN (-1, 1)", name="up_or_down"),)

    application_id: Mapped[int] = mapped_column(
        ForeignKey(Application.id, ondelete="CASCADE"), primary_key=True
    )
    reviewer_id: Mapped[Snowflake] = mapped_column(primary_key=True)
    vote: Mapped[int] = mapped_column(SmallInteger)
    voted_at: Mapped[Timestamp]
