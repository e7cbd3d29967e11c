"""The guard against the wrong database, tried on whole projects that are each one env.py.

`environments/refused` must each be stopped, with the target named and nothing reached; `environments/honest`
must each work. A folder of the same name beside an env.py is laid over the common `environments/project`.
`LIVE_PORT` and `LIVE_SOCKET` stand for a server that plays the live one: it counts who connects.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

from migrations_check.postgres import Scratch, Server, scratch

HERE = Path(__file__).parent / "environments"
REPOSITORY = Path(__file__).parents[2]
REFUSED = sorted(path.stem for path in (HERE / "refused").glob("*.py"))
HONEST = sorted(path.stem for path in (HERE / "honest").glob("*.py"))

# Upgrades a chain as the recorder does: with the guard first, in a process of its own.
RUNNER = """
import json, pathlib, sys
from dataclasses import asdict
from migrations_check.recorder.guard import Allowed, install
from migrations_check.recorder.variables import failure, watch

root, url, guarded, host, port, user, name, *x = sys.argv[1:]
watched, said, failed = watch(pathlib.Path(root)), [], None
if guarded == "guarded":
    install(Allowed(host, int(port), user, {name}), lambda refusal: said.append(asdict(refusal)), pathlib.Path(root))
from types import SimpleNamespace
from alembic import command
from alembic.config import Config
try:
    config = Config("migrations/alembic.ini", cmd_opts=SimpleNamespace(x=x))
    config.set_main_option("sqlalchemy.url", url)
    command.upgrade(config, "head")
except BaseException as error:
    failed = asdict(failure(error, pathlib.Path(root), watched))
print("\\n" + json.dumps({"refusals": said, "failure": failed}))
"""


@dataclass(frozen=True)
class Live:
    """A server that is not ours, on a port and on a unix socket. It counts the connections and answers none."""

    port: int
    directory: Path
    reached: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a run said: the refused targets with where they were tried, and what it failed with."""

    refusals: list[dict[str, object]]
    failure: dict[str, object] | None
    output: str


@pytest.fixture(scope="module")
def run_databases(throwaway: Server) -> Iterator[Scratch]:
    with scratch(throwaway) as run:
        yield run


@pytest.fixture
def database(run_databases: Scratch) -> Iterator[URL]:
    url = run_databases.create()
    yield url
    run_databases.drop(url)


@pytest.fixture
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    directory = Path("/tmp") / tmp_path_factory.mktemp("live").name  # a socket's path is at most 107 bytes
    directory.mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(directory / ".s.PGSQL.5432"))
        unix.listen()
        found = Live(tcp.getsockname()[1], directory)
        for name, listener in (("tcp", tcp), ("unix", unix)):
            threading.Thread(target=_count, args=(listener, name, found.reached), daemon=True).start()
        yield found
    shutil.rmtree(directory)


def _count(listener: socket.socket, name: str, reached: list[str]) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        reached.append(name)
        client.close()


def _project(folder: Path, kind: str, name: str, live: Live) -> Path:
    """The project of one env.py, with the live server's address in it."""
    shutil.copytree(HERE / "project", folder)
    if (HERE / kind / name).is_dir():
        shutil.copytree(HERE / kind / name, folder, dirs_exist_ok=True)
    shutil.copy(HERE / kind / f"{name}.py", folder / "migrations" / "env.py")
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            path.write_text(_with(live, path.read_text()))
    return folder


def _with(live: Live, text: str) -> str:
    return text.replace("LIVE_PORT", str(live.port)).replace("LIVE_SOCKET", str(live.directory))


def run(project: Path, database: URL, guarded: bool = True) -> Outcome:
    """Upgrade the project's chain in a process of its own, with the environment that the command makes for it."""
    settings = tomllib.loads((project / "pyproject.toml").read_text())["tool"]["migrations-check"]
    given = database.set(drivername=f"postgresql+{settings.get('driver', 'psycopg')}")
    url = given.render_as_string(hide_password=False)
    with psycopg.connect(_plain(database)) as connection:
        connection.execute((project / "migrations" / "baseline.sql").read_text() or "SELECT 1")
    parts = {
        "url": url,
        "host": database.host,
        "port": database.port,
        "user": database.username,
        "password": database.password,
        "database": database.database,
    }
    declared = {name: text.format(**parts) for name, text in settings.get("environment", {}).items()}
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    home = {"HOME": str(project), "PYTHONPATH": str(REPOSITORY), settings["url-variable"]: url}
    words = [str(parts[name]) for name in ("host", "port", "user", "database")]
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            RUNNER,
            str(project),
            url,
            "guarded" if guarded else "open",
            *words,
            *settings.get("x", []),
        ],
        cwd=project,
        env={**kept, **home, **declared},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = json.loads((child.stdout.splitlines() or ["null"])[-1])
    assert said, child.stderr
    return Outcome(said["refusals"], said["failure"], child.stdout + child.stderr)


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _promised(kind: str, name: str, what: str) -> str:
    docstring = ast.get_docstring(ast.parse((HERE / kind / f"{name}.py").read_text())) or ""
    return next(line.removeprefix(what) for line in docstring.splitlines() if line.startswith(what.rstrip())).strip()


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str, tmp_path: Path, database: URL, live: Live) -> None:
    outcome = run(_project(tmp_path / "bot", "refused", name, live), database)
    assert outcome.refusals, outcome.output
    assert _with(live, _promised("refused", name, "Refused: ")) in str(outcome.refusals[0]["target"])
    where = _promised("refused", name, "Where: ")
    if where:
        assert outcome.refusals[0]["path"] == where
        assert outcome.refusals[0]["line"]
    assert "secret" not in json.dumps(outcome.refusals)
    assert "secret" not in str((outcome.failure or {}).get("message"))
    assert live.reached == []


@pytest.mark.parametrize("name", HONEST)
def test_lets_pass(name: str, tmp_path: Path, database: URL, live: Live) -> None:
    outcome = run(_project(tmp_path / "bot", "honest", name, live), database)
    assert outcome.failure is None, outcome.failure["traceback"]
    assert outcome.refusals == []
    with psycopg.connect(_plain(database)) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'guilds'").fetchone() > (0,)
    assert live.reached == []


@pytest.mark.parametrize("name", ["own_engine", "psycopg2_connect", "asyncpg_connect", "unix_socket", "pghost"])
def test_without_the_guard_the_live_server_is_reached(name: str, tmp_path: Path, database: URL, live: Live) -> None:
    outcome = run(_project(tmp_path / "bot", "refused", name, live), database, guarded=False)
    assert outcome.failure is not None
    assert live.reached


def test_a_swallowed_refusal_does_not_stop_the_chain(tmp_path: Path, database: URL, live: Live) -> None:
    outcome = run(_project(tmp_path / "bot", "refused", "swallowed", live), database)
    assert len(outcome.refusals) == 1
    assert outcome.failure is None
