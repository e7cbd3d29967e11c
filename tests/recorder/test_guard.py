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
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "environments"
REFUSED = sorted(path.stem for path in (HERE / "refused").glob("*.py"))
HONEST = sorted(path.stem for path in (HERE / "honest").glob("*.py"))


@dataclass(frozen=True)
class Live:
    """A server that is not ours, on a port and on a unix socket. It counts the connections and answers none."""

    port: int
    directory: Path
    reached: list[str] = field(default_factory=list)


@pytest.fixture
def live() -> Iterator[Live]:
    directory = Path(tempfile.mkdtemp(prefix="live-", dir="/tmp"))  # a socket's path is at most 107 bytes
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


def check(project: Path) -> tuple[int, dict[str, Any], str]:
    """The command on this project: its exit code, its JSON report, and all that it said."""
    words = [str(project), "--all", "--python", sys.executable, "--report", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "migrations_check", *words], capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, json.loads(done.stdout), done.stdout + done.stderr


def _refused(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in report["findings"] if finding["check"] == "wrong-database"]


def _promised(kind: str, name: str, what: str) -> str:
    docstring = ast.get_docstring(ast.parse((HERE / kind / f"{name}.py").read_text())) or ""
    return next(line.removeprefix(what) for line in docstring.splitlines() if line.startswith(what.rstrip())).strip()


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str, tmp_path: Path, live: Live) -> None:
    code, report, output = check(_project(tmp_path / "bot", "refused", name, live))
    assert code == 2, output
    refused = _refused(report)
    target, where = (_with(live, _promised("refused", name, what)) for what in ("Refused: ", "Where: "))
    assert target in refused[0]["message"]
    if where:
        assert refused[0]["path"] == where
        assert refused[0]["line"]
    assert "secret" not in output
    assert live.reached == []


@pytest.mark.parametrize("name", HONEST)
def test_lets_pass(name: str, tmp_path: Path, live: Live) -> None:
    code, report, output = check(_project(tmp_path / "bot", "honest", name, live))
    assert code != 2, output
    assert _refused(report) == []
    assert {step["error"] for step in report["steps"]} == {None}
    assert {step["direction"] for step in report["steps"]} == {"up", "down", "up-again"}
    assert live.reached == []


@pytest.mark.parametrize("name", ["own_engine", "psycopg2_connect", "asyncpg_connect", "unix_socket", "pghost"])
def test_without_the_guard_the_live_server_is_reached(name: str, tmp_path: Path, live: Live) -> None:
    project = _project(tmp_path / "bot", "refused", name, live)
    url = f"postgresql+psycopg://bot@127.0.0.1:{live.port}/ours"
    alembic = [sys.executable, "-m", "alembic", "-c", "migrations/alembic.ini", "upgrade", "head"]
    environment = {**os.environ, "DATABASE_URL": url.replace(str(live.port), "1")}
    done = subprocess.run(alembic, cwd=project, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert live.reached


def test_a_swallowed_refusal_is_told_all_the_same(tmp_path: Path, live: Live) -> None:
    code, report, _ = check(_project(tmp_path / "bot", "refused", "swallowed", live))
    assert code == 2
    assert len(_refused(report)) == 1
    assert {step["error"] for step in report["steps"]} == {None}


def test_a_migration_that_connects_elsewhere_is_told_once_and_by_its_id(tmp_path: Path, live: Live) -> None:
    _, report, _ = check(_project(tmp_path / "bot", "refused", "connects_in_a_revision", live))
    told = {(found["check"], found["subject"], found["revision"]) for found in report["findings"]}
    assert told == {("wrong-database", "0002", "0002")}
