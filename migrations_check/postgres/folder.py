"""The folder of one run: where it lies, and what tells that its run is still alive."""

import fcntl
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from .account import Account, reaches
from .error import ServerError

PREFIX = "migrations-check-"
ROOM = 1 << 30  # bytes free before memory is preferred to disk
LEAST = 64 << 20  # bytes; an initdb that runs out of room aborts and leaves shared memory behind
UNLOCKED = 3600  # seconds after which a folder that was never locked is a dead run's


@dataclass(frozen=True)
class Folder:
    path: Path
    lock: int  # a descriptor; the lock is held while any process of the run has it

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "server.log"


def make_folder(account: Account) -> Folder:
    """A new folder that belongs to the server's user; folders that dead runs left beside it are removed."""
    place = _place(account)
    _sweep(place, account)
    if _free(place) < LEAST:
        raise ServerError(
            f"The disk of {place} is full, and a server takes {LEAST >> 20} MB: "
            "make room, or set TMPDIR to another folder."
        )
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    unborn = path / "lock.new"
    lock = os.open(unborn, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    unborn.rename(path / "lock")
    if account.switched:
        _hand_over(path, account)
    return Folder(path, lock)


def _hand_over(path: Path, account: Account) -> None:
    try:
        os.chown(path, account.uid, account.gid)
    except OSError as error:
        path.joinpath("lock").unlink()
        path.rmdir()
        raise ServerError(
            f"Postgres refuses to run as root, and this root may not become the user {account.name} "
            f"({error.strerror}): run as an ordinary user, or give a running server with --postgres URL."
        ) from error


def _place(account: Account) -> Path:
    """TMPDIR where it is set; else memory, where initdb is faster; else the system's own choice."""
    places = [Path(os.environ["TMPDIR"])] if os.environ.get("TMPDIR") else [Path("/dev/shm")]
    for place in [*places, Path(tempfile.gettempdir()), Path("/var/tmp")]:
        if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK) and reaches(account, place)):
            continue
        if place != Path("/dev/shm") or (place.is_mount() and _free(place) >= ROOM):
            return place.resolve()
    raise ServerError(
        f"There is no folder for a temporary server that the user {account.name} can enter: "
        "set TMPDIR to one, /tmp for example."
    )


def _free(place: Path) -> int:
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize


def _sweep(place: Path, account: Account) -> None:
    for path in place.glob(f"{PREFIX}*"):
        try:
            if path.lstat().st_uid in (os.geteuid(), account.uid) and _is_dead(path):
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue  # another run's sweep took it, or it is somebody else's


def _is_dead(path: Path) -> bool:
    try:
        lock = os.open(path / "lock", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return time.time() - path.stat().st_mtime > UNLOCKED
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
