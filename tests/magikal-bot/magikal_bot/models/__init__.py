"""Everything the bot keeps in Postgres, a module per concern."""

from magikal_bot.models.base import SCHEMA, Base
from magikal_bot.models.guilds import Guild, StaffRole
from magikal_bot.models.moderation import AutomodRule, ModCase
from magikal_bot.models.panels import Panel, PanelButton
from magikal_bot.models.recruitment import Application, ApplicationVote, RecruitmentForm
from magikal_bot.models.tempvc import LiveChannel, TempVCHub
from magikal_bot.models.tickets import Ticket, TicketCategory, TicketMessage
from magikal_bot.models.xp import XPGrant, XPMember, XPReward

__all__ = [
    "SCHEMA",
    "Application",
    "ApplicationVote",
    "AutomodRule",
    "Base",
    "Guild",
    "LiveChannel",
    "ModCase",
    "Panel",
    "PanelButton",
    "RecruitmentForm",
    "StaffRole",
    "TempVCHub",
    "Ticket",
    "TicketCategory",
    "TicketMessage",
    "XPGrant",
    "XPMember",
    "XPReward",
]
