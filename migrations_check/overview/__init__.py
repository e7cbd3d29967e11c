"""The document's review list for each new revision: what it touches, makes and drops, and whether that comes back."""

from migrations_check.overview.nouns import Alteration, Downgrade, Overview, Rename
from migrations_check.overview.overviews import overviews

__all__ = ["Alteration", "Downgrade", "Overview", "Rename", "overviews"]
