"""Old migrations and the models as they were, in repositories of tiny bots, by the command as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from test_command import alive, environment_with, processes_marked, wait_until

from migrations_check.record import Edit, Record, read

CHAINS = Path(__file__).parent / "chains"
ICONS = '''"""Guilds have icons."""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a3"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("icon", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("guilds", "icon", schema="cfg")
'''


class Bot:
    """A story in a repository of its own, committed on the branch main."""

    def __init__(self, top: Path, story: str) -> None:
        self.top, self.root = top, top / "bot"
        shutil.copytree(CHAINS / story, self.root, ignore=shutil.ignore_patterns("__pycache__"))
        (top / ".gitignore").write_text("__pycache__/\n.venv/\n")
        self.migrations = self.root / "migrations"
        self.versions = self.migrations / "versions"
        self.models = self.migrations / "models.py"
        self.git("init", "-q", "-b", "main")
        self.commit()

    def git(self, *words: str) -> None:
        names = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        subprocess.run(["git", *names, *words], cwd=self.top, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", ".")
        self.git("commit", "-q", "-m", "released")

    def edit(self, file: Path, old: str, new: str) -> None:
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))

    def add_icons(self) -> None:
        """A new migration, and the models that go with it."""
        (self.versions / "b1_icons.py").write_text(ICONS)
        self.edit(self.models, '    Column("kind"', '    Column("icon", Text),\n    Column("kind"')

    def check(self, *options: str, python: Path = Path(sys.executable)) -> Record:
        """What the command records; the run itself must come to its end."""
        kept = self.top.parent / "record.jsonl"
        words = [sys.executable, "-m", "migrations_check", ".", "--python", str(python), "--save-record", str(kept)]
        done = subprocess.run([*words, *options], cwd=self.root, capture_output=True, text=True, timeout=120)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return read(map(json.loads, kept.read_text().splitlines()))


def changed(record: Record) -> set[tuple[str, str]]:
    """What the change to the models touched."""
    assert record.base is not None, record.no_base
    assert record.models is not None
    then, now = record.base, record.models.things
    same = {key for key in then.keys() & now.keys() if then[key].definition == now[key].definition}
    return (then.keys() | now.keys()) - same


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What CI sets for its own repository says nothing of these."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GITHUB_BASE_REF", "GITHUB_EVENT_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    return Bot(tmp_path / "a bot's repository", "clean-changed-later")


ICON = {("column", "cfg.guilds.icon")}


def test_an_edited_statement_is_told_with_its_line(bot: Bot) -> None:
    bot.edit(bot.versions / "a2_wider.py", "sa.BigInteger()", "sa.Numeric()")
    record = bot.check()
    assert record.edits == (Edit("a2", "changed", "migrations/versions/a2_wider.py", 12),)
    assert (record.base, record.no_base) == (None, "no migration is new")


def test_a_reformatted_and_renamed_migration_is_none_that_was_edited(bot: Bot) -> None:
    old = bot.versions / "a2_wider.py"
    bot.edit(
        old, '    op.alter_column("servers", "kind", ', "    # kinds\n    op.alter_column(\n        'servers', 'kind', "
    )
    old.rename(bot.versions / "a2_much_wider.py")
    assert bot.check().edits == ()


def test_a_removed_migration_is_told(bot: Bot) -> None:
    (bot.versions / "a3_guilds.py").unlink()
    bot.edit(bot.models, '"guilds",', '"servers",')
    assert bot.check().edits == (Edit("a3", "removed", "migrations/versions/a3_guilds.py"),)


def test_where_every_revision_is_new_none_is_edited_and_there_are_no_models_of_before(bot: Bot) -> None:
    record = bot.check("--all")
    assert (record.edits, record.base) == ((), None)
    assert "--all compares with no commit" in record.no_base


def test_after_a_revision_nothing_is_compared(bot: Bot) -> None:
    record = bot.check("--since", "a2")
    assert (record.edits, record.base) == (None, None)
    assert "--since a2 is a revision" in record.no_edits
    assert "--since a2 is a revision" in record.no_base


def test_the_models_of_the_base_are_made_beside_those_of_now(bot: Bot) -> None:
    bot.add_icons()
    assert changed(bot.check()) == ICON


def test_where_only_a_migration_is_new_the_models_are_those_of_now(bot: Bot) -> None:
    (bot.versions / "b1_icons.py").write_text(ICONS)
    assert changed(bot.check()) == set()


def test_models_in_a_package_that_the_migrations_use_too(tmp_path: Path) -> None:
    bot = Bot(tmp_path / "repository", "../magikal-bot")
    bot.edit(bot.root / "magikal_bot/models/guilds.py", "    name: Mapped[str]\n", "    name: Mapped[str | None]\n")
    text = (bot.versions / "c24c600340de_create_panel_buttons.py").read_text()
    new = 'revision = "b1"\ndown_revision = "c24c600340de"\n\n\ndef upgrade(): ...\n\n\ndef downgrade(): ...\n'
    assert "c24c600340de" in text
    (bot.versions / "b1_nothing.py").write_text(new)
    assert changed(bot.check()) == {("column", "cfg.guilds.name")}


def test_an_async_env(tmp_path: Path) -> None:
    bot = Bot(tmp_path / "repository", "env-async")
    (bot.versions / "b1_icons.py").write_text(ICONS)
    bot.edit(bot.models, '    Column("level"', '    Column("icon", Text),\n    Column("level"')
    assert changed(bot.check()) == ICON


THEN = {
    "do not import": ("import nowhere_to_be_found\n", "migrations/models.py:1: No module named 'nowhere_to_be_found'"),
    "read a variable": ("import os\nos.environ['BOT_TOKEN']\n", "migrations/models.py:2: 'BOT_TOKEN'"),
    "reach for another database": (
        "import socket\nsocket.create_connection(('192.0.2.1', 5432))\n",
        "migrations/models.py:2: it tried to reach 192.0.2.1:5432",
    ),
    "end the process": ("import os\nos._exit(7)\n", "the project's interpreter ended with exit code 7"),
}


@pytest.mark.parametrize(("begin", "reason"), THEN.values(), ids=THEN)
def test_models_of_then_that_do_not_come_up_are_no_error_of_the_run(bot: Bot, begin: str, reason: str) -> None:
    good = bot.models.read_text()
    bot.models.write_text(begin + good)
    bot.commit()
    bot.models.write_text(good)
    bot.add_icons()
    record = bot.check()
    assert (record.base, record.failure, record.refusals) == (None, None, ())
    assert record.no_base.startswith("the models as they were in the merge base with main (")
    assert record.no_base.endswith(reason)


def hanging(bot: Bot) -> None:
    """The models of the base never end to import, and those of now do."""
    good = bot.models.read_text()
    bot.models.write_text("import time\ntime.sleep(600)\n" + good)
    bot.commit()
    bot.models.write_text(good)
    bot.add_icons()


def test_models_of_then_that_hang_are_given_up(bot: Bot) -> None:
    hanging(bot)
    record = bot.check("--timeout", "4")
    assert record.base is None
    assert "env.py did not end within 4 seconds" in record.no_base


def test_a_killed_run_leaves_neither_the_process_nor_the_tree_of_the_base(bot: Bot) -> None:
    hanging(bot)
    place = Path(tempfile.mkdtemp(prefix="mc-", dir="/tmp"))
    place.chmod(0o777)
    marked = {**os.environ, "TMPDIR": str(place), "LC_MARK": str(place)}
    words = [sys.executable, "-m", "migrations_check", ".", "--python", sys.executable]
    running = subprocess.Popen(words, cwd=bot.root, env=marked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: bool(list(place.glob("*/tree/bot/migrations/models.py")) and list(place.glob("*/head.json"))))
    started = processes_marked(str(place)) - {running.pid}
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    wait_until(lambda: not any(alive(pid) for pid in started))
    wait_until(lambda: not list(place.iterdir()))
    place.rmdir()


# In short what setuptools writes for a package of an editable install.
FINDER = """
import sys
from importlib.util import spec_from_file_location

MAPPING = {}


class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return spec_from_file_location(name, MAPPING[name] + "/__init__.py") if name in MAPPING else None
"""


def installed(bot: Bot, line: str, finder: str = "") -> Path:
    """The project's own interpreter, whose environment leads to the working tree by this line."""
    python = environment_with(bot.root / ".venv")
    site = next((bot.root / ".venv" / "lib").glob("python*")) / "site-packages"
    here = Path(__import__("alembic").__file__).parents[1]
    (site / "libraries.pth").write_text(f"{here}\n")
    (site / "__editable__.snail.pth").write_text(f"{line}\n")
    (site / "__editable___snail_finder.py").write_text(finder)
    return python


@pytest.fixture
def snail(bot: Bot) -> Bot:
    """The same bot with its models in a package that is installed, editable, and no path in the ini."""
    (bot.root / "src" / "snail").mkdir(parents=True)
    bot.models = bot.models.rename(bot.root / "src" / "snail" / "models.py")
    (bot.root / "src" / "snail" / "__init__.py").write_text("")
    bot.edit(bot.migrations / "env.py", "from models", "from snail.models")
    bot.edit(bot.migrations / "alembic.ini", "prepend_sys_path = %(here)s\n", "")
    bot.commit()
    bot.add_icons()
    return bot


def test_an_editable_install_by_its_path(snail: Bot) -> None:
    python = installed(snail, str(snail.root / "src"))
    assert changed(snail.check(python=python)) == ICON


def test_an_editable_install_by_a_finder(snail: Bot) -> None:
    finder = FINDER.format({"snail": str(snail.root / "src" / "snail")})
    python = installed(snail, "import __editable___snail_finder as f; f.sys.meta_path.append(f.Finder)", finder)
    assert changed(snail.check(python=python)) == ICON


def test_modules_of_the_working_tree_that_nothing_can_put_aside(snail: Bot) -> None:
    path = snail.root / "src"
    python = installed(snail, f"import sys; sys.path.append({str(path)!r}); import snail.models; sys.path.pop()")
    record = snail.check(python=python)
    assert record.base is None
    assert f"the interpreter takes snail from the working tree ({path}/snail/__init__.py)" in record.no_base
