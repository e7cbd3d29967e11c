"""The git repository that the bot on the VPS came from: the reference bot three revisions ago, and now."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

BOT = Path(__file__).parents[2] / "magikal-bot"
THEN = Path(__file__).with_name("then.patch")
PENDING = ("1b401a54b673", "a59569bd4735", "c24c600340de")  # the revisions of `now` that `then` lacks
AUTHOR = ("-c", "user.name=Mika", "-c", "user.email=mika@magikal.example")
NOBODYS_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True)
class Repository:
    path: Path
    enter: tuple[str, ...] = ()  # the command that goes where git can see it
    inside: Path | None = None  # its path there

    def git(self, *words: str) -> str:
        """Run git here, and return what it says."""
        command = [*self.enter, "git", "-C", str(self.inside or self.path), *AUTHOR, *words]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | NOBODYS_SETTINGS
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environ).stdout.strip()

    def commit(self, message: str) -> str:
        """Commit everything that changed in the folder. Returns the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")


def fill(new: Repository) -> str:
    """Make it a repository with the bot of then as its one commit. Returns the commit's id."""
    copy_bot(new)
    new.git("init", "--quiet", "--initial-branch=main")
    new.git("apply", str(THEN))
    for revision in PENDING:
        for file in new.path.glob(f"migrations/versions/{revision}_*.py"):
            file.unlink()
    return new.commit("Recruitment votes")


def go_on(then: Repository) -> str:
    """Commit the bot of now on top. Returns the commit's id."""
    copy_bot(then)
    return then.commit("Panels have buttons, cases name their automod rule")


def copy_bot(target: Repository) -> None:
    ignored = shutil.ignore_patterns("__pycache__", ".venv", ".env")
    shutil.copytree(BOT, target.path, ignore=ignored, dirs_exist_ok=True)
