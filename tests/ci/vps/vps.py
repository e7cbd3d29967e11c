"""A VPS as the document describes it, with the bot of three revisions ago running on it."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

USER = "magikalbot"
LOG = "sudo journalctl -u magikal-bot -n 120 --no-pager"


class Machine(Protocol):
    """What a VPS is made of: namespaces, or stand-ins."""

    def run(self, command: str, *, user: str, timeout: float) -> "subprocess.CompletedProcess[str]": ...
    def power_on(self) -> None: ...
    def power_off(self) -> None: ...
    def fill(self, spare: int) -> None: ...
    def free(self) -> None: ...


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
    facts: Path  # what stands where on it, for --facts
    machine: Machine = field(repr=False)

    def root(self, command: str, timeout: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell command on it as root, not through SSH."""
        return self.machine.run(command, user="root", timeout=timeout)

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

    def log(self, until: str) -> str:
        """The bot's log, as soon as it says this. AssertionError where it does not within half a minute."""
        deadline = time.monotonic() + 30
        while until not in (said := self.ssh(LOG).stdout):
            assert time.monotonic() < deadline, f"{until!r} is not in the log:\n{said}"
            time.sleep(0.1)
        return said

    def power_off(self) -> None:
        """Kill everything on it at once, as a power cut does. Its disk stays as it was."""
        self.machine.power_off()

    def power_on(self) -> None:
        """Boot it again, at the same port; Postgres and the bot run when this returns."""
        self.machine.power_on()

    def fill_disk(self, spare: int = 0) -> None:
        """Leave `spare` bytes on its one disk, so that writing more really fails. NotImplementedError on stand-ins."""
        self.machine.fill(spare)

    def free_disk(self) -> None:
        """Give it its room back."""
        self.machine.free()
