"""A whole VPS to try deploys on, as the migrations' document describes it."""

from contextlib import AbstractContextManager
from pathlib import Path

from .in_namespaces import in_namespaces
from .mode import lacking
from .of_stand_ins import of_stand_ins
from .vps import Vps

__all__ = ["Vps", "boot"]


def boot(folder: Path) -> AbstractContextManager[Vps]:
    """A VPS for the time of the block, with its key and the bot's origin in `folder`: the best this machine allows."""
    return of_stand_ins(folder) if lacking() else in_namespaces(folder)
