"""The command as a person types it: what it says and how it ends when something is wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

INI = "[alembic]\nscript_location = %(here)s\nprepend_sys_path = %(here)s\npath_separator = os\n"

ENV = """
import os
from alembic import context
from sqlalchemy import create_engine, text
from models import metadata

with create_engine(os.environ["ALEMBIC_DATABASE_URL"]).connect() as connection:
    connection.execute(text("create schema if not exists cfg"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name == "cfg",
    )
    with context.begin_transaction():
        context.run_migrations()
"""

MODELS = """
from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData(schema="cfg")
Table("guilds", metadata, Column("id", Integer, primary_key=True))
"""

GUILDS = """
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("guilds", sa.Column("id", sa.Integer, primary_key=True), schema="cfg")


def downgrade():
    op.drop_table("guilds", schema="cfg")
"""

HANGS = """
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    open("begun", "w").close()
    op.execute("select pg_sleep(600)")


def downgrade():
    pass
"""


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    """A bot with one table, one model and one migration, all in order."""
    versions = tmp_path / "bot" / "migrations" / "versions"
    versions.mkdir(parents=True)
    for name, text in {"alembic.ini": INI, "env.py": ENV, "models.py": MODELS, "versions/a1.py": GUILDS}.items():
        (versions.parent / name).write_text(text)
    return tmp_path / "bot"


def command(*words: object) -> list[str]:
    """The command; where it replays, in this interpreter."""
    where = [] if "--from-record" in words else ["--python", sys.executable]
    return [sys.executable, "-m", "migrations_check", *map(str, words), *where]


def run(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=120, **options)


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What it says on stderr when it could not run: a line, no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_a_bot_in_order_passes(bot: Path) -> None:
    done = run(bot, "--all")
    assert (done.returncode, done.stderr) == (0, "")
    assert "not judged: unrelated-change: --all compares with no commit" in " ".join(done.stdout.split())
    assert "\npassed: 1 check not judged; " in done.stdout


def test_a_path_with_spaces_is_a_path(bot: Path) -> None:
    done = run(bot.rename(bot.with_name("my little bot")), "--all")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_alembic_ini(bot: Path) -> None:
    (bot / "migrations" / "alembic.ini").unlink()
    assert "migrations/alembic.ini" in one_sentence(run(bot))


def test_a_wrong_key_in_the_settings(bot: Path) -> None:
    (bot / "pyproject.toml").write_text('[tool.migrations-check]\nschema = ["cfg"]\n')
    assert "schema" in one_sentence(run(bot))


def test_an_empty_versions_folder_never_passes(bot: Path) -> None:
    (bot / "migrations" / "versions" / "a1.py").unlink()
    done = run(bot, "--all", "--report", "json")
    assert json.loads(done.stdout)["passed"] is False
    assert "no revisions" in one_sentence(done)


def test_an_env_that_never_runs_the_migrations(bot: Path) -> None:
    (bot / "migrations" / "env.py").write_text("print('nothing to do')\n")
    assert "context.run_migrations()" in one_sentence(run(bot, "--all"))


def test_models_that_do_not_import(bot: Path) -> None:
    (bot / "migrations" / "models.py").write_text("import nowhere_to_be_found\n")
    sentence = one_sentence(run(bot, "--all"))
    assert "migrations/models.py:1" in sentence
    assert "nowhere_to_be_found" in sentence


MISSING = {
    "os.environ": ("import os\nos.environ['BOT_TOKEN']\n", "BOT_TOKEN"),
    "os.getenv": ("import os\nlen(os.getenv('BOT_TOKEN'))\n", "BOT_TOKEN"),
    "environs": ("from environs import Env\nEnv().str('BOT_TOKEN')\n", "BOT_TOKEN"),
    "decouple": ("from decouple import config\nconfig('BOT_TOKEN')\n", "BOT_TOKEN"),
    "pydantic-settings": (
        "from pydantic_settings import BaseSettings\n\nclass Bot(BaseSettings):\n    bot_token: str\n\nBot()\n",
        "BOT_TOKEN",
    ),
}


@pytest.mark.parametrize("way", MISSING)
def test_a_missing_variable_is_named_with_where_it_was_read(bot: Path, way: str) -> None:
    source, variable = MISSING[way]
    (bot / "migrations" / "models.py").write_text(source + MODELS)
    sentence = one_sentence(run(bot, "--all"))
    assert variable in sentence
    assert "migrations/models.py" in sentence


def test_a_declared_variable_is_there(bot: Path) -> None:
    (bot / "migrations" / "models.py").write_text("import os\nos.environ['BOT_TOKEN']\n" + MODELS)
    (bot / "pyproject.toml").write_text('[tool.migrations-check]\nenvironment = { BOT_TOKEN = "none" }\n')
    assert run(bot, "--all").returncode == 0


def test_the_callers_variables_are_not_there(bot: Path) -> None:
    (bot / "migrations" / "models.py").write_text("import os\nos.environ['BOT_TOKEN']\n" + MODELS)
    done = run(bot, "--all", env={**os.environ, "BOT_TOKEN": "secret"})
    assert "BOT_TOKEN" in one_sentence(done)


ALEMBIC = ("alembic", "sqlalchemy", "mako", "markupsafe", "typing_extensions.py")


def environment_with(folder: Path, *packages: str) -> Path:
    """The interpreter of a virtual environment that has just these packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    here = Path(__import__("alembic").__file__).parents[1]
    for name in packages:
        (site / name).symlink_to(here / name)
    return folder / "bin" / "python"


def test_an_interpreter_that_is_none(bot: Path) -> None:
    words = [sys.executable, "-m", "migrations_check", str(bot), "--all", "--python", "/bin/ls"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert one_sentence(done).endswith("give a Python that has the project's requirements with --python")


def test_an_environment_without_a_driver(bot: Path, tmp_path: Path) -> None:
    bare = environment_with(tmp_path / "bare", *ALEMBIC)
    words = [sys.executable, "-m", "migrations_check", str(bot), "--all", "--python", str(bare)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert "no Postgres driver" in one_sentence(done)


ASYNC = """
import asyncio
import os
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
from models import metadata


def migrate(connection):
    connection.exec_driver_sql("create schema if not exists cfg")
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name == "cfg",
    )
    with context.begin_transaction():
        context.run_migrations()


async def online():
    engine = create_async_engine(os.environ["ALEMBIC_DATABASE_URL"])
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(online())
"""


def test_an_async_env_beside_a_driver_that_is_not(bot: Path, tmp_path: Path) -> None:
    (bot / "migrations" / "env.py").write_text(ASYNC)
    own = environment_with(tmp_path / "own", *ALEMBIC, "greenlet", "psycopg2", "psycopg2_binary.libs", "asyncpg")
    words = [sys.executable, "-m", "migrations_check", str(bot), "--all", "--python", str(own)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_interpreter_without_alembic(bot: Path, tmp_path: Path) -> None:
    bare = environment_with(tmp_path / "bare")
    words = [sys.executable, "-m", "migrations_check", str(bot), "--all", "--python", str(bare)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert "alembic" in one_sentence(done)


def test_an_interpreter_with_an_old_sqlalchemy(bot: Path, tmp_path: Path) -> None:
    old = environment_with(tmp_path / "old")
    (package,) = (tmp_path / "old").glob("lib/python*/site-packages")
    (package / "sqlalchemy.py").write_text('__version__ = "1.4.54"\n')
    words = [sys.executable, "-m", "migrations_check", str(bot), "--all", "--python", str(old)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert "sqlalchemy 1.4.54, and the check needs 2.0 or newer" in one_sentence(done)


def test_an_env_that_wants_a_flask_application(bot: Path) -> None:
    (bot / "migrations" / "env.py").write_text("from flask import current_app\ncurrent_app.config\n")
    assert "name it with FLASK_APP in environment" in one_sentence(run(bot, "--all"))


def test_a_baseline_that_does_not_load(bot: Path) -> None:
    (bot / "migrations" / "baseline.sql").write_text("create tabel metrics ();\n")
    assert "baseline.sql does not load" in one_sentence(run(bot, "--all"))


def test_a_baseline_that_pg_dump_wrote(bot: Path) -> None:
    dump = "\\restrict x\nCREATE TABLE public.metrics (id integer, name text);\n"
    dump += "COPY public.metrics (id, name) FROM stdin;\n1\tjoined\n2\t\\N\n\\.\n\\unrestrict x\n"
    (bot / "migrations" / "baseline.sql").write_text(dump)
    assert run(bot, "--all").returncode == 0


def test_a_migration_that_hangs_is_named_with_its_statement(bot: Path) -> None:
    (bot / "migrations" / "versions" / "b2.py").write_text(HANGS)
    done = run(bot, "--all", "--timeout", "3", "--report", "json")
    (finding,) = [f for f in json.loads(done.stdout)["findings"] if f["check"] == "upgrade-fails"]
    assert (finding["revision"], finding["line"]) == ("b2", 10)
    assert "pg_sleep(600)" in finding["message"]


@pytest.mark.parametrize("end", ["import os; os._exit(7)", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"])
def test_a_migration_that_takes_the_process_with_it(bot: Path, end: str) -> None:
    (bot / "migrations" / "versions" / "b2.py").write_text(HANGS.replace("open(", f"{end}; open("))
    sentence = one_sentence(run(bot, "--all"))
    assert "b2" in sentence


def test_prints_and_disabled_loggers_are_no_trouble(bot: Path) -> None:
    noise = "print('{' * 100000)\nimport logging.config\nlogging.config.dictConfig({'version': 1})\n"
    (bot / "migrations" / "env.py").write_text(noise + ENV)
    done = run(bot, "--all")
    assert done.returncode == 0
    assert "{{{" not in done.stdout


def test_a_kept_record_gives_the_same_report(bot: Path, tmp_path: Path) -> None:
    kept = tmp_path / "record.jsonl"
    first = run(bot, "--all", "--report", "json", "--save-record", kept)
    again = run("--from-record", kept, "--report", "json")
    assert json.loads(first.stdout) == json.loads(again.stdout)


def test_a_kept_database_can_be_connected_to_until_it_is_stopped(bot: Path) -> None:
    done = run(bot, "--all", "--keep-database")
    assert done.returncode == 0
    told = re.search(r"connect with: (psql \S+), stop its server with: (kill \d+)", done.stderr)
    assert told
    with psycopg.connect(told[1].split()[1]) as connection:
        assert connection.execute("select count(*) from cfg.guilds").fetchone() == (0,)
    subprocess.run(told[2].split(), check=True)
    wait_until(lambda: not alive(int(told[2].split()[1])))


def test_another_major_than_the_settings_ask_for(bot: Path) -> None:
    (bot / "pyproject.toml").write_text('[tool.migrations-check]\npostgres = "9"\n')
    assert "9" in one_sentence(run(bot, "--all"))


def test_an_extension_that_the_server_lacks_is_told_with_what_to_install(bot: Path) -> None:
    migration = bot / "migrations" / "versions" / "a1.py"
    migration.write_text(
        migration.read_text().replace("    op.create", '    op.execute("create extension nope")\n    op.create')
    )
    done = run(bot, "--all")
    assert done.returncode == 1
    assert "apt install" in done.stdout


HANGS_IN_C = HANGS.replace(
    'op.execute("select pg_sleep(600)")',
    "import ctypes, os\n    os.environ['HOME'] = os.path.dirname(__file__)\n    ctypes.PyDLL(None).sleep(600)",
)


@pytest.mark.parametrize("hangs", [HANGS, HANGS_IN_C], ids=["hangs", "hangs in C"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_run_leaves_no_process_and_no_folder(
    bot: Path, tmp_path: Path, end: signal.Signals, hangs: str
) -> None:
    (bot / "migrations" / "versions" / "b2.py").write_text(hangs)
    place = Path(tempfile.mkdtemp(prefix="mc-", dir="/tmp"))
    place.chmod(0o777)
    marked = {**os.environ, "TMPDIR": str(place), "LC_MARK": str(place)}
    running = subprocess.Popen(
        command(bot, "--all"),
        env=marked,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background may ignore it
    )
    wait_until((bot / "begun").exists)
    started = processes_marked(str(place)) - {running.pid}
    assert len(started) > 3
    running.send_signal(end)
    running.wait(10)
    wait_until(lambda: not any(alive(pid) for pid in started))
    wait_until(lambda: not list(place.iterdir()))
    place.rmdir()
    assert (bot / "migrations" / "versions" / "a1.py").is_file()


def processes_marked(mark: str) -> set[int]:
    """Every process that was given this environment: ours, the recorder, the server, the watchdog."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)
