"""What the environment tells the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


class MissingSetting(Exception):
    """A variable that the environment file should have set."""


@dataclass(frozen=True)
class Settings:
    database_url: str
    heartbeat_seconds: float

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        if not environ.get("DATABASE_URL"):
            raise MissingSetting("DATABASE_URL is not set: load the bot's environment file first")
        return cls(environ["DATABASE_URL"], float(environ.get("HEARTBEAT_SECONDS", "60")))
