"""Replays a project's chain: starts the recorder in the project's interpreter and gives it databases.

The recorder only asks; this process alone makes and drops databases, and it survives whatever the
project's code does to the other one.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

from migrations_check import baseline
from migrations_check.postgres import Databases, Server, databases, server
from migrations_check.project import Project
from migrations_check.recorder import catalog
from migrations_check.since import Since

Event = Mapping[str, Any]

BOOT = """
import importlib.util, sys
sys.path.pop(0)
folder, pipes = sys.argv[1], [int(pipe) for pipe in sys.argv[2:]]
spec = importlib.util.spec_from_file_location(
    "migrations_check", folder + "/__init__.py", submodule_search_locations=[folder])
package = sys.modules["migrations_check"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
sys.argv[1:] = []
from migrations_check.recorder.__main__ import main
main(*pipes)
"""
KEPT = ("PATH", "LANG", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class ReplayError(Exception):
    """The replay could not be run at all: one sentence that says why and what to do."""


def replay(
    project: Project, since: Since, *, postgres: str, timeout: float, keep: bool = False, debug: bool = False
) -> Iterator[Event]:
    """Everything that the recorder tells, as it happens.

    `timeout` is in seconds, for one revision. Where reading only what each step touched is found to have
    overlooked something, the whole is told again from whole snapshots, which is slower.
    Raises `ReplayError` and `ServerError`.
    """
    events: list[Event] = []
    for watched in (True, False):
        events.clear()
        for event in _attempt(project, since, postgres, timeout, keep, watched):
            if event["event"] == "missed":
                break
            yield event
        else:
            return
        yield {"event": "again", "because": event["what"]}


def _attempt(
    project: Project, since: Since, postgres: str, timeout: float, keep: bool, watched: bool
) -> Iterator[Event]:
    with (
        _recorder(project, since, timeout) as recorder,
        server(postgres or project.postgres, keep=keep) as host,
        databases(host) as scratch,
    ):
        yield {
            "event": "facts",
            "postgres": host.version,
            "origin": host.origin,
            "schemas": project.schemas,
        }
        template = _template(project, host, scratch, watched and host.superuser)
        for event in recorder.events():
            if event["event"] == "server":
                recorder.answer(template)
            elif event["event"] == "want":
                recorder.answer(_database(host, scratch, template, event["roles"]))
            else:
                yield event


def _template(project: Project, host: Server, scratch: Databases, watched: bool) -> dict[str, Any]:
    """A database with the baseline and the functions that note changes; every other one is its clone."""
    url = scratch.create()
    with psycopg.connect(_plain(url)) as connection:
        if project.baseline and project.baseline.exists():
            baseline.load(connection, project.baseline)
        if watched:
            connection.execute(catalog.install().encode())
            connection.commit()
        connection.execute("set search_path = ''")
        row = connection.execute(f"select ({catalog.whole()})::text".encode()).fetchone()
    assert row is not None
    things = json.loads(row[0])
    return {
        "name": url.database,
        "host": host.url.host,
        "port": host.url.port,
        "user": host.url.username,
        "watched": watched,
        "template": things,
    }


def _database(host: Server, scratch: Databases, template: Mapping[str, Any], roles: list[str]) -> dict[str, Any]:
    if roles:
        scratch.drop_all(but=template["name"])
        with psycopg.connect(_plain(host.url), autocommit=True) as connection:
            for role in roles:
                connection.execute(f"drop role if exists {role}".encode())
    url = scratch.create(template=host.url.set(database=template["name"]))
    return {"url": _plain(url), "database": url.database}


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@dataclass
class Recorder:
    """The other process and the pipes to it; what it is doing is kept to say where it hung."""

    process: subprocess.Popen[bytes]
    out: int
    back: int
    home: Path
    timeout: float
    doing: dict[str, Any] = field(default_factory=dict)

    def answer(self, data: Mapping[str, Any]) -> None:
        os.write(self.back, json.dumps(data).encode() + b"\n")

    def events(self) -> Iterator[Event]:
        rest, deadline = b"", time.monotonic() + self.timeout
        while True:
            if not select.select([self.out], [], [], max(0.0, deadline - time.monotonic()))[0]:
                yield from self._hung()
                return
            chunk = os.read(self.out, 1 << 20)
            if not chunk:
                yield {"event": "failed", "failure": self._gone()}
                return
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                event = json.loads(line)
                if event["event"] == "end":
                    return
                if event["event"] != "statement":
                    deadline = time.monotonic() + self.timeout
                self._note(event)
                if event["event"] != "statement":
                    yield event

    def _note(self, event: Event) -> None:
        if event["event"] == "begin":
            self.doing = dict(event)
        elif event["event"] == "statement":
            self.doing.update(sql=event["sql"], line=event["line"])
        elif event["event"] == "step":
            self.doing = {}

    def _hung(self) -> Iterator[Event]:
        sql = self.doing.get("sql")
        what = f"the statement that did not end: {sql}" if sql else "it had not run a statement"
        message = f"did not end within {self.timeout:g} seconds; {what}"
        failure = {"kind": "Timeout", "message": message, "statement": sql, "line": self.doing.get("line")}
        if "revision" not in self.doing:
            yield {"event": "failed", "failure": {**failure, "message": f"env.py {message}"}}
            return
        empty: dict[str, Any] = {name: [] for name in ("statements", "changes", "locks", "rewrites", "rows")}
        step = {
            "revision": self.doing["revision"],
            "direction": self.doing["direction"],
            "seconds": self.timeout,
        }
        yield {"event": "step", **step, **empty, "error": failure}

    def _gone(self) -> dict[str, Any]:
        code = self.process.wait()
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        where = f" in revision {self.doing['revision']}" if "revision" in self.doing else ""
        said = (self.home / "output").read_text(errors="replace").strip().splitlines()[-1:]
        tail = f"; the last it said: {said[0]}" if said else ""
        return {"kind": "Crash", "message": f"the project's interpreter {how}{where}{tail}", "traceback": ""}


@contextmanager
def _recorder(project: Project, since: Since, timeout: float) -> Iterator[Recorder]:
    """The recorder, started at once so that it imports while the server starts; ended whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="migrations-check-home-"))
    out, theirs_out = os.pipe()
    theirs_back, back = os.pipe()
    theirs_life, life = os.pipe()
    theirs = (theirs_out, theirs_back, theirs_life)
    try:
        process = subprocess.Popen(
            [str(project.python), "-c", BOOT, str(Path(__file__).parent), *map(str, theirs)],
            stdin=subprocess.DEVNULL,
            stdout=(home / "output").open("wb"),
            stderr=subprocess.STDOUT,
            cwd=project.root,
            env=_variables(project, home),
            pass_fds=theirs,
            start_new_session=True,
        )
    except OSError as error:
        shutil.rmtree(home, ignore_errors=True)
        raise ReplayError(f"{project.python} does not start ({error.strerror}); give another with --python") from error
    for pipe in theirs:
        os.close(pipe)
    recorder = Recorder(process, out, back, home, timeout)
    try:
        recorder.answer(_orders(project, since))
        yield recorder
    finally:
        _end(process)
        for pipe in (out, back, life):
            os.close(pipe)
        shutil.rmtree(home, ignore_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _orders(project: Project, since: Since) -> dict[str, Any]:
    return {
        "root": str(project.root),
        "config": str(project.config),
        "python": str(project.python),
        "url_variable": project.url_variable,
        "driver": project.driver,
        "environment": dict(project.environment),
        "x": list(project.x),
        "schemas": list(project.schemas),
        "since": since.revision,
        "old": None if since.old is None else sorted(since.old),
    }


def _variables(project: Project, home: Path) -> dict[str, str]:
    """What the project's code sees: the same on a laptop and in CI, and nothing that leads to a real database."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("LC_")}
    user_site = os.environ.get("PYTHONUSERBASE") or os.path.expanduser("~/.local")
    return {**kept, "HOME": str(home), "PYTHONUSERBASE": user_site}
