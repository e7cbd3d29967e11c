"""Disks in memory that only this process and its VPSes see, and that are gone with it."""

import atexit
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACE = Path("/srv")  # there on every Linux, and covered for these processes alone
HOLD = f"mount -t tmpfs -o mode=755 vps {PLACE} && echo ready && exec cat >/dev/null"


@dataclass(frozen=True)
class Disk:
    """A file system of its own at `PLACE`/name in the namespace of `keeper`, with a size that can be changed."""

    keeper: int  # the process whose mount namespace it is in
    name: str
    size: int  # bytes, as it was made

    @property
    def inside(self) -> Path:
        """Its path in the keeper's namespace."""
        return PLACE / self.name

    @property
    def path(self) -> Path:
        """Its path for everybody else."""
        return Path(f"/proc/{self.keeper}/root{self.inside}")

    def resize(self, size: int) -> None:
        """Give it this many bytes."""
        in_namespace(self.keeper, "mount", "-o", f"remount,size={size}", str(self.inside))

    def used(self) -> int:
        """How many bytes are taken."""
        status = os.statvfs(self.path)
        return (status.f_blocks - status.f_bfree) * status.f_frsize

    def remove(self) -> None:
        """Give its memory back."""
        in_namespace(self.keeper, "umount", str(self.inside))
        self.path.rmdir()


def disk(name: str, size: int) -> Disk:
    """A new empty disk of `size` bytes, with the folders of an overlay."""
    new = Disk(keeper().pid, name, size)
    new.path.mkdir()
    in_namespace(new.keeper, "mount", "-t", "tmpfs", "-o", f"mode=755,size={size}", "vps", str(new.inside))
    for folder in ("upper", "work", "root"):
        (new.path / folder).mkdir()
    return new


@cache
def keeper() -> "subprocess.Popen[bytes]":
    """The process that holds the namespace. It ends when this one does, however that ends: then its pipe closes."""
    process = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        start_new_session=True,  # Ctrl-C is for the tests, which clear up
    )
    assert process.stdout is not None
    assert process.stderr is not None
    if process.stdout.readline() != b"ready\n":
        raise OSError(process.stderr.read().decode().strip())
    atexit.register(process.communicate)
    return process


def in_namespace(keeper: int, *words: str) -> None:
    subprocess.run([*entering(keeper), *words], check=True, capture_output=True, cwd="/")


def entering(keeper: int) -> tuple[str, ...]:
    """The words before a command that shall see the disks."""
    return ("nsenter", f"--target={keeper}", "--mount", "--root", "--wd")
