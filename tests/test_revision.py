"""Generate, then review at once: the command writes what autogenerate proposes, where Alembic would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BOT = Path(__file__).parent / "magikal-bot"
LIVE_STATE = '''

class LiveState(Base):
    """Where each temporary channel stands."""

    __tablename__ = "tempvc_live_state"

    channel_id: Mapped[Snowflake] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str | None] = mapped_column()
'''


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    return shutil.copytree(BOT, tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))


def revision(project: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "migrations_check", "revision", str(project), *words]
    env = {**os.environ, **variables}
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=120)


def scripts(project: Path) -> set[str]:
    return {path.name for path in (project / "migrations/versions").glob("*.py")}


def test_a_new_table_is_written_reviewed_and_shown_as_sql(bot: Path) -> None:
    before = scripts(bot)
    with (bot / "magikal_bot/models/tempvc.py").open("a") as models:
        models.write(LIVE_STATE)
    run = revision(bot, "-m", "add tempvc live state table")
    (written,) = scripts(bot) - before
    assert run.returncode == 0, run.stderr
    assert written.endswith("_add_tempvc_live_state_table.py")
    assert run.stdout.startswith(f"wrote migrations/versions/{written}: read it")
    assert "table cfg.tempvc_live_state" in run.stdout
    assert "CREATE TABLE cfg.tempvc_live_state" in run.stdout
    assert "DROP TABLE cfg.tempvc_live_state" in run.stdout
    assert "\npassed: " in run.stdout


def test_a_drop_that_autogenerate_proposes_is_found_at_once(bot: Path) -> None:
    tickets = bot / "magikal_bot/models/tickets.py"
    lines = tickets.read_text().splitlines(keepends=True)
    tickets.write_text("".join(line for line in lines if "channel_id: Mapped" not in line))
    run = revision(bot, "-m", "tickets without a channel, voil\xe0", PYTHONIOENCODING="ascii")
    assert run.returncode == 1, run.stderr
    assert r"tickets without a channel, voil\xe0" in run.stdout
    assert "drop-column" in run.stdout
    assert "cfg.tickets.channel_id" in run.stdout


def test_where_nothing_differs_nothing_is_written(bot: Path) -> None:
    before = scripts(bot)
    run = revision(bot, "-m", "nothing yet")
    assert (run.returncode, scripts(bot)) == (0, before)
    assert run.stdout == ("nothing to generate: the migrations make all that the models say; change the models first\n")


def test_a_chain_that_does_not_upgrade_has_to_be_mended_first(bot: Path) -> None:
    head = next(path for path in (bot / "migrations/versions").glob("*.py") if "c24c600340de" in path.name)
    head.write_text(
        head.read_text().replace("def upgrade() -> None:\n", "def upgrade() -> None:\n    op.drop_table('none')\n")
    )
    before = scripts(bot)
    run = revision(bot, "-m", "on a broken chain")
    assert (run.returncode, scripts(bot)) == (2, before)
    assert f"{head.name} does not upgrade" in run.stderr
    assert "Traceback" not in run.stderr
    assert "in upgrade" in revision(bot, "-m", "on a broken chain", "--debug").stderr


def test_a_message_is_wanted(bot: Path) -> None:
    assert revision(bot).returncode == 2
    run = revision(bot, "-m", " ")
    assert run.returncode == 2
    assert "say in a few words what the revision is for" in run.stderr
