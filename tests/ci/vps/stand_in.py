"""The machine where there is no root or no namespace: a folder, an SSH server of ours, and scripts on PATH."""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import paramiko

from tests.ci.paramiko_server import Server

from .marked import MARK, kill_marked

WATCH = Path(__file__).with_name("marked.py")


@dataclass
class StandIn:
    """`root` is the folder that stands for / of the VPS; `path` is the PATH of everything on it."""

    root: Path
    path: str
    key: paramiko.PKey
    host_key: paramiko.PKey
    port: int
    server: Server | None = field(default=None, repr=False)

    @property
    def environ(self) -> dict[str, str]:
        home = self.root / "home/magikalbot"
        return {"PATH": self.path, "LANG": "C.UTF-8", "HOME": str(home), "VPS": str(self.root), MARK: str(self.root)}

    def run(self, command: str, *, user: str = "", timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """A shell command in the bot's home, as whoever runs the tests."""
        environ = self.environ
        return subprocess.run(
            ["sh", "-c", command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            cwd=environ["HOME"],
            env=environ,
        )

    def power_on(self) -> None:
        """Listen for SSH, and start the bot."""
        self.server = Server(self.port, self.host_key, self.key.get_base64(), self.environ)
        self.server.__enter__()
        journal = self.root / "var/log/journal/magikal-bot.journal"
        told = journal.stat().st_size
        self.run("rm -f $VPS/run/*; systemctl start magikal-bot")
        deadline = time.monotonic() + 30
        while not any(sign in journal.read_text()[told:] for sign in ("ready", "cannot start", "Traceback")):
            assert time.monotonic() < deadline, "the bot does not start"
            time.sleep(0.02)

    def power_off(self) -> None:
        """Kill everything on it at once, but Postgres, which is not below it."""
        assert self.server is not None, "the power is off"
        self.server.__exit__(None, None, None)
        self.server = None
        kill_marked(str(self.root))

    def remove(self) -> None:
        """Switch it off, if it is on."""
        if self.server is not None:
            self.power_off()

    def fill(self, spare: int) -> None:
        raise NotImplementedError("a disk can be filled only where the VPS has namespaces")

    def free(self) -> None:
        raise NotImplementedError("a disk can be filled only where the VPS has namespaces")


def watch(root: Path) -> "subprocess.Popen[bytes]":
    """A process that kills all that runs on the stand-in when this process ends, however it ends."""
    return subprocess.Popen([sys.executable, str(WATCH), str(root)], stdin=subprocess.PIPE, start_new_session=True)
