"""What a database holds now, read on the connection that changes it.

The raw driver cursor is used, so that no listener of the project's sees our queries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from migrations_check.recorder import catalog
from migrations_check.recorder.inside import autocommits
from migrations_check.snapshot import Snapshot, Thing, snapshot

SAVEPOINT = "migrations_check"


@dataclass(frozen=True)
class Reading:
    """What one look at a transaction told.

    `whole` means that `things` is everything; else it is what stands now in place of the objects named in
    `reached`, and of what belongs to the whole cluster where `cluster` says so. `marks` say which object each
    statement touched, as (kind, object, md5 of the statement).
    """

    things: Snapshot
    whole: bool
    cluster: bool
    reached: frozenset[str]
    marks: tuple[tuple[str, str, str], ...]
    locks: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, int, int, int], ...]


def read_whole(connection: Any, watched: bool) -> Snapshot:
    sql = "select pg_catalog.migrations_check_whole()" if watched else f"select ({catalog.whole()})::text"
    return _snapshot(_ask(connection, sql, watched))


def read_step(connection: Any, watched: bool) -> Reading:
    """What this step touched; without event triggers everything is read, which is slower."""
    if not watched:
        locks, rows = (_ask(connection, sql, watched) for sql in (_LOCKS, _ROWS))
        if counts_by_transaction(connection):
            _ask(connection, "select pg_catalog.to_json(pg_catalog.pg_stat_force_next_flush()::text)::text", watched)
        things = read_whole(connection, watched)
        return Reading(things, True, True, frozenset(), (), _pairs(locks), _pairs(rows))
    found = _ask(connection, "select pg_catalog.migrations_check_step()", watched)
    marks = tuple(_mark(word) for word in found["marks"].split())
    dropped = {target for kind, target, _ in marks if kind == "D"}
    return Reading(
        _snapshot([*found["things"], *(found["cluster"] or ())]),
        False,
        found["cluster"] is not None,
        frozenset([*(found["reached"] or ()), *dropped]),
        marks,
        _pairs(found["locks"]),
        _pairs(found["rows"]),
    )


def counts_by_transaction(connection: Any) -> bool:
    """Older servers add up what several transactions of the same second did."""
    return bool(connection.dialect.server_version_info >= (15,))


def counted(connection: Any) -> tuple[tuple[int, int, int, int], ...]:
    """The rows inserted, updated and deleted in each table that the server has not added to its statistics yet."""
    return _pairs(_ask(connection, f"{_COUNTS} from pg_catalog.pg_class c(relation) where relation >= 16384", True))


def digests(connection: Any, tables: Iterable[str]) -> dict[str, str]:
    """A digest of all rows of each table, whatever their order."""
    one = "select {0}, pg_catalog.md5(pg_catalog.string_agg(t::text, ',' order by t::text)) from only {1} t"
    selects = [one.format("'" + table.replace("'", "''") + "'", table) for table in tables]
    if not selects:
        return {}
    sql = " union all ".join(selects)
    found = _ask(connection, f"select pg_catalog.jsonb_object_agg(a, b)::text from ({sql}) r(a, b)", True)
    return dict(found)


def held_locks(connection: Any) -> tuple[tuple[int, str], ...]:
    return _pairs(_ask(connection, _LOCKS, True))


def ask(connection: Any, sql: str) -> Any:
    """The answer of a query that gives one JSON text."""
    return _ask(connection, sql, True)


_MINE = """from pg_catalog.pg_locks l where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation'
and l.relation >= 16384
and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())"""

_LOCKS = f"select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(l.relation::bigint, l.mode))::text {_MINE}"

_COUNTS = """select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(relation::bigint,
  pg_catalog.pg_stat_get_xact_tuples_inserted(relation), pg_catalog.pg_stat_get_xact_tuples_updated(relation),
  pg_catalog.pg_stat_get_xact_tuples_deleted(relation)))::text"""

_ROWS = f"{_COUNTS} {_MINE} and l.mode = 'RowExclusiveLock'"


def _ask(connection: Any, sql: str, watched: bool) -> Any:
    cursor = connection.connection.cursor()
    try:
        if watched:
            cursor.execute(sql)
            return json.loads(cursor.fetchone()[0] or "null")
        return _ask_in_savepoint(connection, cursor, sql)
    finally:
        cursor.close()


def _ask_in_savepoint(connection: Any, cursor: Any, sql: str) -> Any:
    inside = not autocommits(connection)
    cursor.execute(f"savepoint {SAVEPOINT}" if inside else "begin")
    try:
        cursor.execute("set local search_path = ''")
        cursor.execute("set local role none")
        cursor.execute("set local statement_timeout = '60s'")
        cursor.execute(sql)
        return json.loads(cursor.fetchone()[0] or "null")
    finally:
        cursor.execute(f"rollback to savepoint {SAVEPOINT}" if inside else "rollback")


def _snapshot(rows: Any) -> Snapshot:
    return snapshot(Thing(*row) for row in rows or ())


def _pairs(rows: Any) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in rows or ())


def _mark(word: str) -> tuple[str, str, str]:
    kind, classid, objid, digest = word.split(":")
    return kind, f"{classid}:{objid}", digest
