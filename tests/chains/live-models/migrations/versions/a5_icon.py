"""Guilds have an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op
from columns import words

if TYPE_CHECKING:
    from models import metadata

revision = "a5"
down_revision = "a4"


def upgrade(known: metadata | None = None) -> None:
    op.add_column("guilds", words("icon"), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "icon", schema="cfg")
