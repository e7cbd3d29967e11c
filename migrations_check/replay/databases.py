"""The databases of a replay: a template with the baseline, and clones of it for env.py to work on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

from migrations_check.postgres import Scratch, Server, connected, conninfo, end_sessions
from migrations_check.recorder import catalog
from migrations_check.replay import baseline, live_dump


@dataclass(frozen=True)
class Template:
    """What every run of env.py starts from. `watched`: its clones note what each statement touches."""

    url: URL
    watched: bool
    things: list[list[Any]]


def template(host: Server, scratch: Scratch, file: Path | None, watched: bool) -> Template:
    """A database with the baseline, and with the functions that note changes. Raises `BaselineError`."""
    url = scratch.create()
    with psycopg.connect(conninfo(url)) as connection:
        if file is not None and file.exists():
            baseline.load(connection, file)
        if watched:
            connection.execute(catalog.install().encode())
            connection.commit()
        connection.execute("set search_path = ''")
        row = connection.execute(f"select ({catalog.whole()})::text".encode()).fetchone()
    assert row is not None
    return Template(url, watched, json.loads(row[0]))


@dataclass
class Work:
    """The database that env.py is given, always under one name: a project may read its URL only once."""

    host: Server
    scratch: Scratch
    template: Template
    url: URL
    parked: URL | None = None
    kept: URL | None = None

    def fresh(self, roles: Iterable[str]) -> None:
        """Begin anew; what the last run made in the whole cluster goes with its database."""
        self._begin_from(self.template.url, roles)

    def keep(self) -> None:
        """Keep a copy of the database as it is now."""
        self.kept = self.scratch.create(self.url)

    def again(self, roles: Iterable[str]) -> None:
        """Begin anew from the copy that was kept."""
        assert self.kept is not None
        self._begin_from(self.kept, roles)

    def forget(self) -> None:
        """Drop the copy that was kept."""
        assert self.kept is not None
        self.scratch.drop(self.kept)
        self.kept = None

    def lay(self, dump: live_dump.Dump, schemas: Iterable[str]) -> None:
        """Put what was dumped in the place of what stands in these schemas."""
        with connected(self.url) as connection:
            live_dump.lay(connection, dump, schemas)

    def _begin_from(self, template: URL, roles: Iterable[str]) -> None:
        old = self._exchange_for(self.scratch.create(template))
        self.scratch.drop(old)
        with connected(self.host.url) as connection:
            for role in roles:
                connection.execute(f"drop role if exists {role}".encode())

    def aside(self) -> None:
        """Put the database aside as it is, and begin anew."""
        self.parked = self._exchange_for(self.scratch.create(self.template.url))

    def back(self) -> None:
        """Take up the database that was put aside."""
        assert self.parked is not None
        self.scratch.drop(self._exchange_for(self.parked))
        self.parked = None

    def _exchange_for(self, other: URL) -> URL:
        """The two change names; returns where the one that was worked on stands now."""
        for url in (self.url, other):
            end_sessions(self.host.url, url)
        with connected(self.host.url) as connection:
            between = f"{other.database}_between"
            names = (self.url.database, between), (other.database, self.url.database), (between, other.database)
            for old, new in names:
                connection.execute(f"alter database {old} rename to {new}".encode())
        return other
