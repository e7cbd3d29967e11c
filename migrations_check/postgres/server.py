"""A server for the time of a run."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL

from .account import Account, server_account
from .binaries import Binaries, find_binaries, major
from .cache import remove
from .data import cached_data, copy_data, new_data
from .error import ServerError
from .folder import make_folder
from .given import examine
from .guard import Guard, guard
from .readable import readable
from .start import start

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Server:
    """A running server. `url` is its maintenance database, through psycopg."""

    url: URL
    version: str  # "16.4"
    origin: str  # "Postgres 16.4 from /usr/lib/postgresql/16/bin"
    superuser: bool = True
    given: bool = False  # somebody else's: only our own scratch databases are touched
    log: Path | None = None  # Postgres's own, while the server runs
    stop: str = ""  # the command that ends a server that was kept

    @property
    def major(self) -> int:
        return major(self.version)


@contextmanager
def server(wanted: str = "", *, keep: bool = False) -> Iterator[Server]:
    """A server that is gone, with its folder, when the block or the process ends, however it ends.

    `wanted` is what `find_binaries` takes, or a running server's URL: then nothing is started or stopped.
    With `keep` it outlives the block, unless that is interrupted, until its `stop` command.
    Raises ServerError.
    """
    if "://" in wanted:
        yield _given(wanted)
        return
    binaries = find_binaries(wanted)
    with _without_libpq_variables():
        watched, url = _launch(binaries, server_account())
        with _ended(watched, keep):
            stop = f"kill {watched.process.pid}"
            yield Server(url, binaries.version, binaries.origin, log=watched.folder.log, stop=stop)


def _given(wanted: str) -> Server:
    found = examine(wanted)
    place = f"{found.url.host or 'localhost'}:{found.url.port or 5432}"
    origin = f"Postgres {found.version} at {place}, which was given"
    return Server(found.url, found.version, origin, found.superuser, given=True)


@contextmanager
def _ended(watched: Guard, keep: bool) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        keep = False
        raise
    finally:
        if keep:
            watched.keep()
        else:
            watched.end()


def _launch(binaries: Binaries, account: Account) -> tuple[Guard, URL]:
    entry = cached_data(binaries, account)
    if entry is not None and entry.exists():
        watched = _watched(account)
        try:
            return _attempt(binaries, watched, lambda _: copy_data(entry, watched))
        except ServerError as error:
            if getattr(error.__cause__, "errno", None) in NO_ROOM:
                raise
            remove(entry)  # it may be damaged; a new one either works or tells why nothing does
    watched = _watched(account)
    return _attempt(binaries, watched, lambda runnable: new_data(runnable, watched, entry))


def _watched(account: Account) -> Guard:
    try:
        return guard(make_folder(account), account)
    except OSError as error:
        raise ServerError(f"No folder for a server could be made: {error}. Set TMPDIR to another.") from error


def _attempt(binaries: Binaries, watched: Guard, prepare: Callable[[Binaries], str]) -> tuple[Guard, URL]:
    try:
        runnable = readable(binaries, watched.account, watched.folder)
        return watched, start(runnable, watched, prepare(runnable))
    except BaseException as error:
        log = watched.output()
        watched.end()
        if not isinstance(error, (OSError, psycopg.Error)):
            raise
        said = f"No server could be started in {watched.folder.path.parent}: {error}."
        raise ServerError(f"{said} Make room there, or set TMPDIR to another folder.", log) from error


@contextmanager
def _without_libpq_variables() -> Iterator[None]:
    """PGHOSTADDR, PGOPTIONS, PGSSLMODE and the like are meant for other servers, and libpq obeys them."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PG")}
    try:
        yield
    finally:
        os.environ.update(taken)
