"""The scratch databases of one run: the only databases that are ever made, cloned or dropped."""

import itertools
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy_utils import create_database, drop_database  # type: ignore[import-untyped]

from .error import ServerError
from .lease import OURS, label, leased
from .server import Server
from .sessions import end_sessions

KEPT = "kept by migrations-check --keep-database; nothing drops it"


@dataclass(frozen=True)
class Scratch:
    """Makes databases named `migrations_check_<run>_<n>`, where `run` is eight hexadecimal digits."""

    server: Server
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    live: list[URL] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def create(self, template: URL | None = None) -> URL:
        """A new database, empty or a clone of another of this run's, whose sessions are ended first."""
        url = self.server.url.set(database=f"migrations_check_{self.run}_{next(self.numbers)}")
        if template is not None:
            self._check(template)
            end_sessions(self.server.url, template)
        _told(create_database, url, template=template.database if template else None)
        self.live.append(url)
        if self.server.given:
            label(self.server.url, url, OURS)
        return url

    def drop(self, url: URL) -> None:
        """Drop a database of this run, whoever is connected to it."""
        self._check(url)
        end_sessions(self.server.url, url)
        _told(drop_database, self.server.url.set(database=url.database))
        self.live[:] = [other for other in self.live if other.database != url.database]

    def _check(self, url: URL) -> None:
        if url.database not in {own.database for own in self.live}:
            raise ServerError(f"{url.database} is no scratch database of this run: it is left alone.")


@contextmanager
def scratch(server: Server, *, keep: bool = False) -> Iterator[Scratch]:
    """The scratch databases of a run, gone when the block ends, unless kept.

    On our own server they go with it. On a given one they are dropped; a killed process leaves them behind
    until the next run there, which drops what is ours (by name and comment) and dead (by an advisory lock).
    """
    run = Scratch(server)
    with leased(server.url, run.run) if server.given else nullcontext():
        try:
            yield run
        except BaseException as error:
            for said in _leave(run, keep and not isinstance(error, KeyboardInterrupt)):
                error.add_note(said)
            raise
        if left := _leave(run, keep):
            raise ServerError(f"Drop by hand what is left on the given server: {'; '.join(left)}.")


def _leave(run: Scratch, keep: bool) -> list[str]:
    """Drop, or label as kept, what is on a given server. Returns what could not be, and why."""
    left = []
    for url in list(run.live) if run.server.given else []:
        try:
            label(run.server.url, url, KEPT) if keep else run.drop(url)
        except (ServerError, psycopg.Error) as error:
            left.append(f"{url.database} ({error})")
    return left


def _told(act: Callable[..., object], url: URL, **options: object) -> None:
    try:
        act(url, **options)
    except SQLAlchemyError as error:
        raise ServerError(f"{url.database}: {str(getattr(error, 'orig', error)).strip()}") from error
