"""The reference bot in a git repository of its own, and copies of it that are mutated."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sqlalchemy_utils import create_database

from migrations_check.postgres import find_binaries, server
from tests.mutants.edits import WHO
from tests.mutants.mutant import Mutant
from tests.mutants.write import LIVE

REFERENCE_BOT = Path(__file__).parents[1] / "magikal-bot"


def repository(folder: Path) -> Path:
    """The bot as it is, committed on the branch main, and the schema of its live database beside it."""
    bot = shutil.copytree(REFERENCE_BOT, folder, ignore=shutil.ignore_patterns("__pycache__", ".venv", ".env"))
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*WHO, "commit", "-q", "-m", "as it is"]):
        subprocess.run(["git", *words], cwd=bot, check=True)
    dump(bot, bot / LIVE)
    return bot


def dump(bot: Path, file: Path) -> None:
    """The schema cfg of a database that has the whole chain, as pg_dump writes it."""
    with server() as own:
        url = own.url.set(database="live")
        create_database(url)
        environment = {**os.environ, "ALEMBIC_DATABASE_URL": url.render_as_string(hide_password=False)}
        upgrade = [sys.executable, "-m", "alembic", "-c", "migrations/alembic.ini", "upgrade", "head"]
        subprocess.run(upgrade, cwd=bot, env=environment, check=True, capture_output=True)
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        pg_dump = find_binaries().directory / "pg_dump"
        words = [pg_dump, "--schema-only", "--schema=cfg", plain]
        written = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    # What stands in it for psql alone has to be its first and last line, and more is written behind it.
    file.write_text("".join(line for line in written.splitlines(keepends=True) if not line.startswith("\\")))


def mutated(original: Path, mutant: Mutant, folder: Path) -> Path:
    """A copy with the mutant's changes, which are not committed."""
    bot = shutil.copytree(original, folder)
    for edit in mutant.edits:
        edit.apply(bot)
    return bot
