"""Listens while a step runs, and writes down its statements, its locks and what it changed."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from migrations_check.record import Failure, Rows, Statement
from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import (
    Reading,
    counted,
    counts_by_transaction,
    digests,
    held_locks,
    read_step,
)
from migrations_check.recorder.failing_row import Execute
from migrations_check.recorder.inside import autocommits
from migrations_check.recorder.step_log import StepLog
from migrations_check.snapshot import Thing


class Listener:
    """Listens to every engine of this process and writes on the log of the step that runs."""

    def __init__(self, channel: Any, watched: bool, schemas: Iterable[str]) -> None:
        self._channel = channel
        self._schemas = frozenset(schemas)
        self._outside: dict[str, str] = {}
        self._watched = watched
        self._started: dict[int, tuple[float, int | None]] = {}
        self._first_held: dict[tuple[int, str], float] = {}
        self._held: frozenset[tuple[int, str]] = frozenset()
        self._counted: dict[int, list[int]] = {}
        self._dirty = False
        self._quiet = False
        self._engines: WeakSet[Engine] = WeakSet()
        self._connected: WeakSet[Any] = WeakSet()
        self.known: Known = Known({}, set())
        self.log: StepLog | None = None
        event.listen(Engine, "engine_connect", lambda conn: self._engines.add(conn.engine))
        event.listen(Pool, "connect", lambda dbapi_connection, record: self._connected.add(record))
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(Engine, "handle_error", self._failed)
        event.listen(Engine, "commit", self.committed)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While we ask questions of our own nothing is noted."""
        self._quiet, old = True, self._quiet
        try:
            yield
        finally:
            self._quiet = old

    def dispose(self) -> None:
        """End what env.py leaves open, as its process would; an async engine's connections ended with their loop."""
        for engine in list(self._engines):
            engine.dispose(close=not engine.dialect.is_async)
        for record in list(self._connected):
            if record.dbapi_connection is not None and not hasattr(record.dbapi_connection, "driver_connection"):
                record.dbapi_connection.close()

    def start(self, connection: Any, known: Known) -> None:
        """A run begins on a database that holds this."""
        self.known = known
        self._counted.clear()
        self._outside = self._digests(connection)

    def settle(self, connection: Any) -> None:
        """What was done since the last step is nobody's: from here on is counted."""
        with self.quiet():
            reading = read_step(connection, self._watched)
        self.known.take(reading)
        self._outside = self._digests(connection)
        rows = reading.rows if counts_by_transaction(connection) else counted(connection)
        self._counted = {oid: counts for oid, *counts in rows}

    def open(self, log: StepLog) -> None:
        self.log = log
        self._begun = time.perf_counter()
        self._first_held.clear()

    def close(self, connection: Any) -> None:
        if self._dirty:
            self._take(connection)
        assert self.log is not None
        touched = {*self.log.rows, *(relation for relation, mode in self.log.locks if mode == "AccessExclusiveLock")}
        if any(s.autocommit for s in self.log.statements) or touched & self._outside.keys():
            self._compare_outside(connection)
        self._end()

    def fail(self, failure: Failure) -> None:
        assert self.log is not None
        self.log.error = failure
        self._end()

    def _end(self) -> None:
        assert self.log is not None
        self.log.seconds += time.perf_counter() - self._begun
        if self.log.told:
            self._channel.emit("step", **self.log.as_event())
        self.log, self._dirty = None, False

    def _before(self, conn: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
        if self.log is None or self._quiet:
            return
        line = _line(self.log.path)
        self._channel.emit("statement", sql=sql[:2000], line=line)
        if line is not None:
            self._watch(conn, lambda other: (other.executemany if many else other.execute)(sql, parameters))
        self._started[id(cursor)] = time.perf_counter(), line

    def _watch(self, conn: Any, execute: Execute) -> None:
        assert self.log is not None
        with self.quiet():
            if self.log.scans is not None:
                self.log.scans.before(conn, len(self.log.statements), execute)
            if self.log.failing_row is not None:
                self.log.failing_row.before(conn, execute)

    def _failed(self, context: Any) -> None:
        if self.log is None or self._quiet:
            return
        if self.log.scans is not None:
            self.log.scans.failed()
        if self.log.failing_row is not None:
            with self.quiet():
                self.log.failing_row.failed(context.connection, context.statement or "")

    def _after(self, conn: Any, cursor: Any, sql: str, *rest: Any) -> None:
        started = self._started.pop(id(cursor), None)
        if self.log is None or self._quiet or started is None:
            return
        self._dirty = True
        begun, line = started
        if line is None:
            return
        autocommit = autocommits(conn)
        seconds = round(time.perf_counter() - begun, 6)
        self.log.statements.append(Statement(sql, line, seconds, autocommit))
        if self.log.scans is not None:
            self.log.scans.after(conn, len(self.log.statements) - 1, seconds)
        if self.log.failing_row is not None:
            self.log.failing_row.after(conn)
        if self.log.every_statement and not autocommit:
            for held in held_locks(conn):
                self._first_held.setdefault(held, begun)

    def committed(self, conn: Any) -> None:
        if self.log is not None and self._dirty and not self._quiet:
            self._take(conn)
        self._held = frozenset()
        if counts_by_transaction(conn):
            self._counted.clear()

    def _take(self, connection: Any) -> None:
        with self.quiet():
            reading = read_step(connection, self._watched)
        self._write(reading)
        self._held = frozenset(reading.locks)
        self._dirty = False

    def _write(self, reading: Reading) -> None:
        assert self.log is not None
        self._write_locks(reading)
        before = {oid: self.known.relation(oid) for oid, *_ in reading.rows}
        changed = self.known.take(reading)
        self._write_rows(reading, before)
        self.log.owners |= self._owners(thing for pair in changed.values() for thing in pair if thing)
        digests = {_digest(s.sql): n for n, s in reversed([*enumerate(self.log.statements)])}
        for _, target, digest in reading.marks:
            if digest in digests:
                self.log.by_object.setdefault(target, []).append(digests[digest])
        for key, (old, new) in changed.items():
            if old and new and old.identity == new.identity and old.filenode != new.filenode:
                self.log.rewrites.append(new.address)
            self.log.before.setdefault(key, old)
            self.log.after[key] = new

    def _digests(self, connection: Any) -> dict[str, str]:
        tables = [t for t in self.known.things.values() if t.kind == "table" and t.schema not in self._schemas]
        with self.quiet():
            return digests(connection, [t.address for t in tables if "kind" not in t.definition])

    def _compare_outside(self, connection: Any) -> None:
        """TRUNCATE and autocommit blocks leave no count of rows, so there they are compared themselves."""
        assert self.log is not None
        now = self._digests(connection)
        altered = {change.thing.of or change.address for change in self.log.changed()}
        for table in self._outside.keys() & now.keys() - self.log.rows.keys() - altered:
            if self._outside[table] != now[table]:
                schema = self.known.things["table", table].schema
                self.log.rows[table] = Rows(table, schema, 0, 0, 0)
        self._outside = now

    def _write_locks(self, reading: Reading) -> None:
        assert self.log is not None
        now = time.perf_counter()
        for oid, mode in reading.locks:
            if (thing := self.known.relation(oid)) and mode != "AccessShareLock" and (oid, mode) not in self._held:
                since = self._first_held.get((oid, mode), self._begun)
                held = max(now - since, self.log.locks.get((thing.address, mode), 0.0))
                self.log.locks[thing.address, mode] = held
        self._first_held.clear()

    def _write_rows(self, reading: Reading, before: Mapping[int, Thing | None]) -> None:
        """Also of tables that the step made, and of those that it dropped."""
        assert self.log is not None
        writing = {oid for oid, mode in reading.locks if mode != "RowExclusiveLock"}
        for oid, *counts in reading.rows:
            inserted, updated, deleted = self._more(oid, counts)
            thing = before[oid] or self.known.relation(oid)
            if thing and thing.kind == "sequence" and before[oid] and oid not in writing:
                updated = 1
            if thing and (inserted or updated or deleted):
                old = self.log.rows.get(thing.address, Rows(thing.address, thing.schema, 0, 0, 0))
                sums = old.inserted + inserted, old.updated + updated, old.deleted + deleted
                self.log.rows[thing.address] = Rows(thing.address, thing.schema, *sums)

    def _owners(self, things: Iterable[Thing]) -> dict[str, str]:
        """The objects of the tables that these belong to."""
        tables = (self.known.things.get(("table", thing.of)) for thing in things)
        return {table.address: table.object for table in tables if table}

    def _more(self, oid: int, counts: list[int]) -> list[int]:
        """What was counted since the last look: in one transaction Postgres counts on over the steps."""
        before, self._counted[oid] = self._counted.get(oid, [0, 0, 0]), counts
        more = [now - old for now, old in zip(counts, before, strict=True)]
        return counts if min(more) < 0 else more


def _line(path: str) -> int | None:
    """The line of the revision's own file that led to this statement."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == path:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None


def _digest(sql: str) -> str:
    return hashlib.md5(sql.replace("%%", "%").encode(), usedforsecurity=False).hexdigest()
