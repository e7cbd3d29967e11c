"""A server for the time of a run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
from .given import Given, examine
from .guard import Guard, guard
from .readable import readable
from .start import start


@dataclass(frozen=True)
class Server:
    """A running server. `url` is its maintenance database, through psycopg."""

    url: URL
    version: str  # "16.4"
    origin: str  # "Postgres 16.4 from /usr/lib/postgresql/16/bin"
    superuser: bool = True
    given: bool = False  # somebody else's: only our own scratch databases are touched
    log: Path | None = None  # Postgres's own, while the server runs
    stop: str = ""  # the command that stops a server that was kept

    @property
    def major(self) -> int:
        return major(self.version)


@contextmanager
def server(wanted: str = "", *, keep: bool = False) -> Iterator[Server]:
    """A server that is gone, with its folder, when the block or the process ends, however it ends.

    `wanted` is what `find_binaries` takes, or the URL of a running server: then nothing is started or stopped.
    With `keep` it outlives the block, unless that is interrupted, until its `stop` command.
    Raises ServerError.
    """
    if "://" in wanted:
        yield _given(examine(wanted))
        return
    with _without_libpq_variables(), _own(find_binaries(wanted), keep) as own:
        yield own


def _given(found: Given) -> Server:
    place = f"{found.url.host or 'localhost'}:{found.url.port or 5432}"
    origin = f"Postgres {found.version} at {place}, which was given"
    return Server(found.url, found.version, origin, found.superuser, given=True)


@contextmanager
def _own(binaries: Binaries, keep: bool) -> Iterator[Server]:
    account = server_account()
    watched = guard(make_folder(account), account)
    try:
        yield _running(binaries, account, watched)
    except BaseException as error:
        keep = keep and not isinstance(error, (KeyboardInterrupt, ServerError))
        raise
    finally:
        watched.keep() if keep else watched.end()


def _running(binaries: Binaries, account: Account, watched: Guard) -> Server:
    try:
        runnable = readable(binaries, account, watched.folder)
        url = _started(runnable, account, watched)
    except (OSError, psycopg.Error) as error:
        raise _unexpected(error, watched) from error
    stop = f"kill {watched.process.pid}"
    return Server(url, binaries.version, binaries.origin, log=watched.folder.log, stop=stop)


def _started(binaries: Binaries, account: Account, watched: Guard) -> URL:
    entry = cached_data(binaries, account)
    if entry is not None and entry.exists():
        with suppress(ServerError, OSError, psycopg.Error):
            return start(binaries, watched, copy_data(entry, watched))
        remove(entry)  # whatever became of it, it does not start: make another
        remove(watched.folder.data)
    return start(binaries, watched, new_data(binaries, watched, entry))


def _unexpected(error: Exception, watched: Guard) -> ServerError:
    place = watched.folder.path.parent
    return ServerError(f"No server could be started in {place}: {error}. Set TMPDIR to another folder.", watched.output())


@contextmanager
def _without_libpq_variables() -> Iterator[None]:
    """PGHOSTADDR, PGOPTIONS, PGSSLMODE and the like are meant for other servers, and libpq obeys them."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PG")}
    try:
        yield
    finally:
        os.environ.update(taken)
