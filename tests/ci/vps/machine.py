"""A machine in namespaces of its own, on a disk that outlives its power."""

import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from .disks import Disk, entering

INIT = Path(__file__).with_name("init.py")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NAMESPACES = ("--pid", "--uts", "--ipc", "--net", "--mount")


class BootError(Exception):
    """The machine did not start; the text is what its process 1 wrote."""


@dataclass
class Machine:
    """`lower` are the folders under the disk, the uppermost first; `port` is SSH's, on the loopback."""

    disk: Disk
    lower: str
    port: int = 0
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def power_on(self) -> None:
        """Boot, and return when everything is started."""
        with socket.create_server(("127.0.0.1", self.port)) as listener:
            self.port = listener.getsockname()[1]
            self.process = self._boot(listener)
        assert self.process.stdout is not None
        if self.process.stdout.readline() != "ready\n":
            self.power_off()
            raise BootError((self.disk.path / "console").read_text())

    def _boot(self, listener: socket.socket) -> "subprocess.Popen[str]":
        """Under `unshare`; the listening socket is the descriptor 3 of process 1."""
        inside = self.disk.inside
        mounts = [self.lower, *(str(inside / folder) for folder in ("upper", "work", "root"))]
        fork = ["unshare", *NAMESPACES, "--fork", "--kill-child", sys.executable, "-I", str(INIT), *mounts]
        redirect = f'exec 3<&{listener.fileno()} && exec "$@"'
        with (self.disk.path / "console").open("w") as console:
            return subprocess.Popen(
                ["bash", "-c", redirect, "boot", *entering(self.disk.keeper), *fork],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=console,
                text=True,
                cwd="/",
                env={"PATH": PATH, "LANG": "C.UTF-8"},
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )

    def power_off(self) -> None:
        """Kill everything at once, as a power cut does. What was written stays on the disk."""
        assert self.process is not None, "the power is off"
        for first in psutil.Process(self.process.pid).children():
            first.send_signal(signal.SIGKILL)
        self.process.communicate()
        self.process = None

    def fill(self, spare: int) -> None:
        """Leave so many bytes on its disk.

        The database's files are brought up from the layer below first: there they would need room to be opened.
        """
        self.run("find /var/lib/postgresql -type f -exec touch -c -a {} +").check_returncode()
        self.disk.resize(self.disk.used() + spare)

    def free(self) -> None:
        """Give the disk its size back."""
        self.disk.resize(self.disk.size)

    def remove(self) -> None:
        """Switch it off, if it is on, and throw its disk away."""
        if self.process is not None:
            self.power_off()
        self.disk.remove()

    def first(self) -> int:
        """Process 1, by its number outside."""
        assert self.process is not None, "the power is off"
        return int(psutil.Process(self.process.pid).children()[0].pid)

    def run(self, command: str, *, user: str = "root", timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """A shell command inside, in the user's home."""
        enter = ["nsenter", f"--target={self.first()}", *NAMESPACES, "--root", "--wd"]
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--reset-env"]
        return subprocess.run(
            [*enter, *become, "env", f"PATH={PATH}", "sh", "-c", f"cd && {command}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            env={"PATH": PATH, "LANG": "C.UTF-8", "TERM": "dumb"},
        )
