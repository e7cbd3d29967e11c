"""A VPS as the document describes it, with the bot of three revisions ago running on it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from .base import base
from .disks import disk
from .machine import Machine

SIZE = 2 << 30  # bytes of its disk; what is not used takes no memory
USER = "magikalbot"
DUMP_OF_TODAY = 'cd backups && { [ -e "appdb-$(date +%F).dump" ] || ../bin/magikal-db-dump; }'

numbers = count(1)


@dataclass(frozen=True)
class Vps:
    host: str
    port: int
    user: str
    key_file: Path  # of a key that may log in as `user`, and as root
    known_hosts: str
    origin: Path  # the git repository that the bot came from, with a work tree, for this VPS alone
    then: str  # the commit that is deployed
    now: str  # the tip of origin's main, three revisions further
    machine: Machine = field(repr=False)

    def root(self, command: str, timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell command on it as root, not through SSH."""
        return self.machine.run(command, timeout=timeout)

    def bot(self, command: str, timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell command on it as magikalbot, in the home folder, not through SSH."""
        return self.machine.run(command, user=USER, timeout=timeout)

    def ssh(self, command: str, *, user: str = USER, timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell command on it through the system's own `ssh`."""
        return subprocess.run(
            [*self.ssh_words(), f"{user}@{self.host}", command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
        )

    def ssh_words(self) -> list[str]:
        """The `ssh` command with everything but user, host and command."""
        known = self.key_file.with_name("known_hosts")
        options = ("BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=yes", f"UserKnownHostsFile={known}")
        pairs = [word for option in options for word in ("-o", option)]
        return ["ssh", "-F", "none", "-i", str(self.key_file), "-p", str(self.port), *pairs]

    def environ(self) -> dict[str, str]:
        """The variables that tell the deploy how to log in."""
        return {
            "VPS_HOST": self.host,
            "VPS_PORT": str(self.port),
            "VPS_USER": self.user,
            "VPS_SSH_KEY_FILE": str(self.key_file),
            "VPS_KNOWN_HOSTS": self.known_hosts,
        }

    def power_off(self) -> None:
        """Kill everything on it at once, as a power cut does. Its disk stays as it was."""
        self.machine.power_off()

    def power_on(self) -> None:
        """Boot it again, at the same port; Postgres and the bot run when this returns."""
        self.machine.power_on()

    def fill_disk(self, spare: int = 0) -> None:
        """Leave `spare` bytes on its one disk, so that writing more really fails."""
        own = self.machine.disk
        own.resize(own.used() + spare)

    def free_disk(self) -> None:
        """Give it its room back."""
        self.machine.disk.resize(SIZE)


@contextmanager
def boot(folder: Path) -> Iterator[Vps]:
    """A VPS for the time of the block; the key and the bot's origin lie in `folder`.

    The first one in a process takes some seconds more: they share a base layer.
    """
    layer = base()
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "key"
    key_file.touch(0o600)
    key_file.write_text(layer.key)
    shutil.copytree(layer.origin, folder / "origin")
    machine = Machine(disk(f"vps-{next(numbers)}", SIZE), layer.lower)
    try:
        machine.power_on()
        machine.run(DUMP_OF_TODAY, user=USER).check_returncode()
        known_hosts = f"[127.0.0.1]:{machine.port} {layer.host_key}"
        (folder / "known_hosts").write_text(known_hosts)
        names = (layer.then, layer.now)
        yield Vps("127.0.0.1", machine.port, USER, key_file, known_hosts, folder / "origin", *names, machine)
    finally:
        machine.remove()
