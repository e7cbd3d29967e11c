"""The data directory of a run: a copy of an empty one that initdb made once."""

import hashlib
import os
import platform
import secrets
from contextlib import suppress
from pathlib import Path

from .account import Account
from .binaries import Binaries
from .cache import add, cache_folder
from .error import ServerError
from .faults import fault
from .guard import Guard

USER = "postgres"
LOCALES = ("C.UTF-8", "C")  # the second where a system lacks the first
ARGUMENTS = ("--username", USER, "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--wal-segsize=1")
PATIENCE = 120.0  # seconds; on a slow disk initdb has taken fifteen


def cached_data(binaries: Binaries, account: Account) -> Path | None:
    """Where the cache keeps, or will keep, the data directory for these binaries; None without a cache."""
    folder = cache_folder(account)
    return folder / f"data-{_key(binaries)}" if folder else None


def copy_data(entry: Path, guard: Guard) -> str:
    """Copy a cached data directory into the run's folder. Returns the superuser's password in it."""
    password = (entry / "password").read_text()
    copy_owned(entry / "data", guard.folder.data, guard.account)
    os.utime(entry)
    return password


def new_data(binaries: Binaries, guard: Guard, entry: Path | None) -> str:
    """Make a data directory, and leave a copy in the cache. Returns the superuser's password in it."""
    password = secrets.token_hex(16)
    _initdb(binaries, guard, password)
    if entry is not None:
        with suppress(OSError):  # the run has its own; the next one tries again
            add(entry, lambda unfinished: _fill(unfinished, guard, password))
    return password


def copy_owned(source: Path, target: Path, account: Account) -> None:
    """Copy a tree of plain files for the server's user alone to read."""
    for folder, _, names in os.walk(source):
        place = f"{target}{folder[len(str(source)) :]}"
        os.mkdir(place, 0o700)
        if account.switched:
            os.chown(place, account.uid, account.gid)
        for name in names:
            _copy_file(f"{folder}/{name}", f"{place}/{name}", account)


def _copy_file(source: str, target: str, account: Account) -> None:
    """Half of what shutil.copyfile takes, and there are a thousand files."""
    with open(source, "rb", 0) as original, open(target, "wb") as copy:
        copy.write(original.read())
        if account.switched:
            os.fchown(copy.fileno(), account.uid, account.gid)


def _fill(unfinished: Path, guard: Guard, password: str) -> None:
    (unfinished / "password").write_text(password)
    nobody_else = Account("", os.geteuid(), os.getegid(), switched=False)
    copy_owned(guard.folder.data, unfinished / "data", nobody_else)


def _initdb(binaries: Binaries, guard: Guard, password: str) -> None:
    secret = guard.folder.path / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    if guard.account.switched:
        os.chown(secret, guard.account.uid, guard.account.gid)
    arguments = [*ARGUMENTS, "--pwfile", str(secret), "--pgdata", str(guard.folder.data)]
    for locale in LOCALES:
        guard.start([binaries.directory / "initdb", *arguments, f"--locale={locale}"])
        if _finished(guard) == 0:
            secret.unlink()
            return
        if "invalid locale" not in guard.output():
            break
    raise fault("initdb failed", guard)


def _finished(guard: Guard) -> int:
    code = guard.ended(within=PATIENCE)
    if code is None:
        raise ServerError(f"initdb did not end within {PATIENCE:.0f} s: is the disk stuck?", guard.output())
    return code


def _key(binaries: Binaries) -> str:
    program = (binaries.directory / "postgres").stat()
    parts = (binaries.directory, binaries.version, program.st_size, program.st_mtime_ns, platform.machine())
    text = repr((*map(str, parts), ARGUMENTS, LOCALES))
    return f"{binaries.version}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
