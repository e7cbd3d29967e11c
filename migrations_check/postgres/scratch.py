"""The scratch databases of one run: the only databases that are ever made, cloned or dropped."""

import itertools
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy_utils import create_database, drop_database  # type: ignore[import-untyped]

from .error import ServerError
from .lease import leased, mark, sweep
from .server import Server
from .sessions import end_sessions


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
            mark(self.server.url, url)
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
    """The scratch databases of a run, dropped when the block ends, unless kept.

    On our own server they go with it. On a given one a killed process leaves them behind: they are dropped
    by the next run there, which knows that their run is dead by its advisory lock, and them by their comment.
    """
    run = Scratch(server)
    with ExitStack() as stack:
        if server.given:
            stack.enter_context(leased(server.url, run.run))
            sweep(server.url)
        try:
            yield run
        finally:
            if server.given and not keep:
                _drop_all(run)


def _told(act: Callable[..., object], url: URL, **options: object) -> None:
    try:
        act(url, **options)
    except SQLAlchemyError as error:
        raise ServerError(f"{url.database}: {str(getattr(error, 'orig', error)).strip()}") from error


def _drop_all(run: Scratch) -> None:
    left = []
    for url in list(run.live):
        try:
            run.drop(url)
        except (ServerError, psycopg.Error) as error:
            left.append(f"{url.database} ({error})")
    if left:
        raise ServerError(f"Left on the given server, drop them by hand: {', '.join(left)}.")
