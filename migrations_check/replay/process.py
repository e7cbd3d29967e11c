"""The recorder's process, the pipes to it, and what is done when it hangs or dies."""

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

from migrations_check.history.since import Since
from migrations_check.project import Project
from migrations_check.record import Event
from migrations_check.replay.watchdog import watched

PACKAGE = Path(__file__).parents[1]
# The package is loaded by its path: through PYTHONPATH the project would see all that is installed beside it.
BOOT = """
import sys
sys.path.pop(0)
import importlib.util
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


@dataclass
class Recorder:
    """The other process and the pipes to it; what it is doing is kept to say where it hung."""

    process: subprocess.Popen[bytes]
    out: int
    back: int
    home: Path
    timeout: float
    doing: dict[str, Any] = field(default_factory=dict)
    heard: bool = False

    def answer(self, data: Mapping[str, Any]) -> None:
        """Where the process is gone, `events` tells how it ended."""
        with suppress(BrokenPipeError):
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
            self.heard = True
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
        failure = {"kind": "Timeout", "message": message, "statement": sql}
        failure.update({name: self.doing.get(name) for name in ("path", "line")})
        if "revision" not in self.doing:
            yield {"event": "failed", "failure": {**failure, "message": f"env.py {message}"}}
            return
        if self.doing["direction"] == "rows":
            yield {"event": "trial", "revision": self.doing["revision"], "error": failure}
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
        advice = "" if self.heard else "; give a Python that has the project's requirements with --python"
        return {"kind": "Crash", "message": f"the project's interpreter {how}{where}{tail}{advice}", "traceback": ""}


@contextmanager
def recorder(project: Project, timeout: float) -> Iterator[Recorder]:
    """The other process, which waits for its orders; ended whatever happens, and its folder removed."""
    home = Path(tempfile.mkdtemp(prefix="migrations-check-home-"))
    out, theirs_out = os.pipe()
    theirs_back, back = os.pipe()
    theirs = (theirs_out, theirs_back)
    try:
        process = _start(project, home, theirs)
        with watched(process, home):
            yield Recorder(process, out, back, home, timeout)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        for pipe in (out, back):
            os.close(pipe)


def _start(project: Project, home: Path, pipes: tuple[int, int]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [str(project.python), "-c", BOOT, str(PACKAGE), *map(str, pipes)],
            stdin=subprocess.DEVNULL,
            stdout=(home / "output").open("wb"),
            stderr=subprocess.STDOUT,
            cwd=project.root,
            env=_variables(project, home),
            pass_fds=pipes,
            start_new_session=True,
        )
    except OSError as error:
        raise ReplayError(f"{project.python} does not start ({error.strerror}); give another with --python") from error
    finally:
        for pipe in pipes:
            os.close(pipe)


def orders(project: Project, since: Since) -> dict[str, Any]:
    """What the recorder is told first."""
    return {
        "root": str(project.root),
        "config": str(project.config),
        "python": str(project.python),
        "url_variable": project.url_variable,
        "driver": project.driver,
        "environment": dict(project.environment),
        "x": list(project.x),
        "schemas": list(project.schemas),
        "trusted": project.trusted,
        "since": since.revision,
        "old": None if since.old is None else sorted(since.old),
    }


def _variables(project: Project, home: Path) -> dict[str, str]:
    """What the project's code sees: the same on a laptop and in CI, and nothing that leads to a real database."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("LC_")}
    user_site = os.environ.get("PYTHONUSERBASE") or os.path.expanduser("~/.local")
    return {**kept, "HOME": str(home), "PYTHONUSERBASE": user_site}
