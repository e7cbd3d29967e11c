"""Processes that run a server of their own, to be looked at and killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

import migrations_check

ROOT = Path(migrations_check.__file__).parents[1]
PATHS = os.pathsep.join([str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))])

PROGRAM = """
import json, os, signal, sys, time
from migrations_check.postgres import server

signal.signal(signal.SIGINT, signal.default_int_handler)
print(os.getpid(), flush=True)
wanted, keep, seconds = sys.argv[1:]
with server(wanted, keep=keep == "keep") as own:
    folder = str(own.log.parent)
    url = own.url.set(drivername="postgresql").render_as_string(hide_password=False)
    print(json.dumps({"folder": folder, "url": url, "origin": own.origin, "stop": own.stop}), flush=True)
    time.sleep(float(seconds))
"""


@dataclass(frozen=True)
class Run:
    """A process that runs, or is about to run, a server."""

    process: "subprocess.Popen[str]"

    def facts(self) -> dict[str, str]:
        """What it says once its server is up."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read() if self.process.stderr else ""
        return dict(json.loads(line))

    def below(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def kill(self, number: signal.Signals) -> None:
        self.process.send_signal(number)
        self.process.wait()


@pytest.fixture(scope="session")
def foreign_python() -> str:
    """A Python that every user may run: the one that runs the tests may lie in root's home."""
    python = "/usr/bin/python3"
    asked = subprocess.run([python, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True)
    if asked.stdout.strip() != str(sys.version_info[:2]):
        pytest.skip(f"{python} is of another version than the tests' own")
    return python


@pytest.fixture(scope="session")
def paths() -> str:
    """The PYTHONPATH for another user's process."""
    return PATHS


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Iterator[Callable[..., Run]]:
    """Start such a process. `user` is another user's name; further words are environment variables."""
    started: list[Run] = []

    def start(wanted: str = "", *, keep: bool = False, seconds: float = 60, user: str = "", **environment: str) -> Run:
        python = request.getfixturevalue("foreign_python") if user else sys.executable
        process = subprocess.Popen(
            [python, "-c", PROGRAM, wanted, "keep" if keep else "", str(seconds)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": PATHS, **environment},
            **({"user": user, "extra_groups": []} if user else {}),
        )
        started.append(Run(process))
        assert process.stdout is not None
        assert process.stdout.readline().strip() == str(process.pid), process.stderr.read()
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


@pytest.fixture
def gone() -> Callable[[list[psutil.Process], str], bool]:
    """Whether soon no process of these lives and the folder is not there; how soon is measured elsewhere."""

    def look(processes: list[psutil.Process], folder: str) -> bool:
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if not any(map(alive, processes)) and not os.path.exists(folder):
                return True
            time.sleep(0.01)
        return False

    return look


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "migrations-check"
