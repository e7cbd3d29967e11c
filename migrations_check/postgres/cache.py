"""What is kept between runs: empty data directories, and binaries that the server's user can read."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from .account import Account, reaches

UNFINISHED = ".unfinished-"
MONTH = 30 * 24 * 3600  # seconds


def cache_folder(account: Account, *, shared: bool = False) -> Path | None:
    """The first of our caches that can be written, and that the account can enter if it is to be `shared`."""
    for folder in _candidates(account):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK | os.X_OK) and (not shared or reaches(account, folder)):
                return folder
    return None


def add(entry: Path, fill: Callable[[Path], object]) -> None:
    """Make a cache entry: it is seen whole or not at all, and of two runs at once the first one wins."""
    _prune(entry.parent)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=entry.parent))
    try:
        fill(unfinished)
        unfinished.rename(entry)
    except OSError:
        if not entry.exists():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def remove(entry: Path) -> None:
    shutil.rmtree(entry, ignore_errors=True)


def _candidates(account: Account) -> Iterator[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if os.path.isabs(home):
        yield Path(home) / "migrations-check"
    if account.switched:
        yield Path("/var/cache/migrations-check")


def _prune(folder: Path) -> None:
    """Remove what was not used for a month, and what killed runs left half made."""
    for entry in folder.iterdir():
        with suppress(OSError):
            unfinished = entry.name.startswith(UNFINISHED)
            if time.time() - entry.stat().st_mtime > (3600 if unfinished else MONTH):
                shutil.rmtree(entry, ignore_errors=True)
