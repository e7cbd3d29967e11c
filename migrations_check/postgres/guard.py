"""The parent's end of the watchdog."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .error import ServerError
from .folder import Folder

INHERITED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
KILLED = b'{"error": "the process that watches over it was killed"}'


@dataclass(frozen=True)
class Guard:
    """A running watchdog, and the folder that it removes in the end."""

    folder: Folder
    account: Account
    process: "subprocess.Popen[bytes]"

    def start(self, command: list[str | Path]) -> None:
        """Have a command run as the server's user; its output goes to the folder's log."""
        become = self.account.switched
        order = {
            "command": [str(word) for word in command],
            "log": str(self.folder.log),
            "user": self.account.uid if become else None,
            "group": self.account.gid if become else None,
        }
        self._say(json.dumps(order))

    def ended(self, within: float) -> int | None:
        """The exit code of the command if it ends within so many seconds, else None."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], within)
        if not ready:
            return None
        answer = json.loads(self.process.stdout.readline() or KILLED)
        if "error" in answer:
            raise ServerError(f"Postgres could not be started: {answer['error']}.", self.output())
        return int(answer["exit"])

    def output(self, lines: int = 40) -> str:
        """The last lines that the commands wrote."""
        with suppress(OSError):
            return "\n".join(self.folder.log.read_text(errors="replace").splitlines()[-lines:])
        return ""

    def keep(self) -> None:
        """Let the server outlive this process; SIGTERM to the watchdog then ends it."""
        self._say("keep")
        self._hang_up()

    def end(self) -> None:
        """End what runs and remove the folder, in about 0.03 seconds."""
        self._hang_up()
        self.process.wait()
        if self.folder.path.exists():
            _end_by_hand(self.folder)

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            os.write(self.process.stdin.fileno(), line.encode() + b"\n")

    def _hang_up(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()


def guard(folder: Folder, account: Account) -> Guard:
    """A watchdog over `folder`, until its `end` or `keep`, or the end of this process."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", Path(__file__).with_name("watchdog.py"), folder.path, str(folder.lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={**environment, "LC_ALL": "C"},
        start_new_session=True,
        pass_fds=[folder.lock],
    )
    os.close(folder.lock)
    return Guard(folder, account, process)


def _end_by_hand(folder: Folder) -> None:
    """The watchdog itself was killed."""
    with suppress(OSError, ValueError, IndexError):
        os.kill(int((folder.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGQUIT)
    shutil.rmtree(folder.path, ignore_errors=True)
