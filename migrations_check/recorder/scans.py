"""Which tables each statement of an upgrade scans or rewrites under a lock that stops others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from migrations_check.record import Blocked, Written
from migrations_check.recorder.catalog.reading import ask
from migrations_check.recorder.inside import autocommits
from migrations_check.snapshot import Thing

STOPPING = ("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")

# Asking for the size of a table waits for whoever has it alone: another connection of the same migration, which waits
# for this one.
_TABLES = """
with l as materialized (
    select relation, mode, pid = pg_catalog.pg_backend_pid() as mine
    from pg_catalog.pg_locks
    where locktype = 'relation' and granted
      and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(
    c.oid::bigint, coalesce(h.modes, '[]'), pg_catalog.pg_stat_get_xact_numscans(c.oid), c.relfilenode::bigint,
    pg_catalog.pg_relation_size(c.oid), pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid),
    pg_catalog.pg_stat_get_xact_tuples_updated(c.oid), pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid))), '[]')::text
from pg_catalog.pg_class c
left join (select relation, pg_catalog.jsonb_agg(mode) as modes from l where mine group by 1) h on h.relation = c.oid
where c.relkind in ('r', 'm') and c.oid >= 16384
  and c.oid not in (select relation from l where not mine and mode = 'AccessExclusiveLock')
"""


@dataclass(frozen=True)
class Held:
    """A table: the strongest lock that this transaction has on it, and what Postgres counts and knows of its rows."""

    mode: str
    scans: int
    filenode: int
    size: int
    inserted: int = 0
    updated: int = 0
    deleted: int = 0

    def emptied_since(self, before: Held) -> bool:
        """TRUNCATE gives a table another file as well, and builds its indexes anew."""
        return self.filenode != before.filenode and before.size > 0 and self.size == 0

    def written_since(self, before: Held, relation: str, number: int) -> Written:
        emptied = self.emptied_since(before)
        return Written(
            relation,
            number,
            self.inserted - before.inserted,
            self.updated - before.updated,
            self.deleted - before.deleted,
            emptied,
            self.filenode != before.filenode and not emptied,
        )


@dataclass
class Scans:
    """Asked before and after each statement; `existing` gives a relation by its oid if it was there before the step.

    A statement that commits by itself holds nothing any more when it could be asked, so it is rehearsed in a
    transaction first. Of what refuses to run in one (CONCURRENTLY, VACUUM) only what it rewrites is learned.
    """

    existing: Callable[[int], Thing | None]

    def __post_init__(self) -> None:
        self.blocked: list[Blocked] = []
        self.written: list[Written] = []
        self._before: dict[int, Held] = {}
        self._locked_by: dict[int, int] = {}
        self._failed = False
        self._rehearsed = False

    def before(self, connection: Any, number: int, execute: Callable[[Any], Any]) -> None:
        if autocommits(connection):
            self._before = _tables(connection)
            self._rehearsed = self._rehearse(connection, number, execute)
        elif not self._failed:
            self._before = _tables(connection)

    def after(self, connection: Any, number: int, seconds: float) -> None:
        if autocommits(connection) and not self._rehearsed:
            self._rewritten(_tables(connection), number, seconds)
        elif not autocommits(connection) and not self._failed:
            self._compare(_tables(connection), number, seconds)
        self._failed = False

    def failed(self) -> None:
        """Postgres answers nothing more, until the next statement goes back to a savepoint."""
        self._failed = True

    def _rehearse(self, connection: Any, number: int, execute: Callable[[Any], Any]) -> bool:
        cursor = connection.connection.cursor()
        begun = time.perf_counter()
        cursor.execute("begin")
        try:
            execute(cursor)
            self._compare(_tables(connection), number, time.perf_counter() - begun)
        except Exception:
            return False
        finally:
            cursor.execute("rollback")
            cursor.close()
        return True

    def _write(self, now: dict[int, Held], number: int) -> None:
        for oid, held in now.items():
            thing, was = self.existing(oid), self._before.get(oid)
            if thing and was and replace(held, mode="", scans=0) != replace(was, mode="", scans=0):
                self.written.append(held.written_since(was, thing.address, number))

    def _rewritten(self, now: dict[int, Held], number: int, seconds: float) -> None:
        for oid, held in now.items():
            thing, was = self.existing(oid), self._before.get(oid)
            if thing and was and held.filenode != was.filenode and not held.emptied_since(was):
                self.blocked.append(Blocked(thing.address, STOPPING[-1], number, number, True, round(seconds, 6)))

    def _compare(self, now: dict[int, Held], number: int, seconds: float) -> None:
        self._write(now, number)
        stopping = {oid: held for oid, held in now.items() if held.mode in STOPPING}
        self._locked_by = {oid: by for oid, by in self._locked_by.items() if oid in stopping}
        for oid, held in stopping.items():
            locked_by = self._locked_by.setdefault(oid, number)
            thing = self.existing(oid)
            was = self._before.get(oid)
            if thing and was and held.scans > was.scans and not held.emptied_since(was):
                rewritten = held.filenode != was.filenode
                self.blocked.append(Blocked(thing.address, held.mode, number, locked_by, rewritten, round(seconds, 6)))


def _tables(connection: Any) -> dict[int, Held]:
    told = ask(connection, _TABLES)
    return {oid: Held(max(modes, key=_strength, default=""), *facts) for oid, modes, *facts in told}


def _strength(mode: str) -> int:
    return STOPPING.index(mode) if mode in STOPPING else -1
