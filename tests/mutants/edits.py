"""What is done to a copy of the bot: plain edits of its files, that can be compared."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

WHO = ("-c", "user.name=a bot's owner", "-c", "user.email=owner@example.org")


@dataclass(frozen=True)
class Write:
    """A new file, or one that is written anew."""

    path: str
    text: str

    def apply(self, bot: Path) -> None:
        file = bot / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.text)


@dataclass(frozen=True)
class Replace:
    """A text that a file has exactly once becomes another."""

    path: str
    old: str
    new: str

    def apply(self, bot: Path) -> None:
        file = bot / self.path
        text = file.read_text()
        if text.count(self.old) != 1:
            raise ValueError(f"{self.path} has {text.count(self.old)} times {self.old!r}, and not once")
        file.write_text(text.replace(self.old, self.new))


@dataclass(frozen=True)
class Append:
    """More at the end of a file."""

    path: str
    text: str

    def apply(self, bot: Path) -> None:
        with (bot / self.path).open("a") as file:
            file.write(self.text)


@dataclass(frozen=True)
class Remove:
    path: str

    def apply(self, bot: Path) -> None:
        (bot / self.path).unlink()


@dataclass(frozen=True)
class Move:
    path: str
    to: str

    def apply(self, bot: Path) -> None:
        (bot / self.path).rename(bot / self.to)


@dataclass(frozen=True)
class Commit:
    """What was done so far is committed on a branch of its own; what comes after it lies there uncommitted."""

    branch: str

    def apply(self, bot: Path) -> None:
        for words in (["switch", "-q", "-c", self.branch], ["add", "-A"], [*WHO, "commit", "-q", "-m", self.branch]):
            subprocess.run(["git", *words], cwd=bot, check=True)


Edit = Write | Replace | Append | Remove | Move | Commit
