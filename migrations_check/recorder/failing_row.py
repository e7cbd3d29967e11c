"""Which row it is that a statement fails on: the rows of the tables that it names are left one by one.

A revision that failed on rows is run once more, with a savepoint before each statement, so that the database can
be asked as it was when the statement failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from migrations_check.recorder.catalog.reading import ask
from migrations_check.recorder.inside import autocommits
from migrations_check.recorder.rows.asking import quote
from migrations_check.recorder.shown import row_shown, shown

SAVEPOINT = "migrations_check_failing_row"
Execute = Callable[[Any], Any]


class FailingRow:
    """Told of each statement; `row` is the one by which the failing one fails, if it fails by one alone."""

    def __init__(self, tables: Iterable[str]) -> None:
        self._tables = tuple(tables)
        self._execute: Execute | None = None
        self.row = ""

    def before(self, connection: Any, execute: Execute) -> None:
        self._execute = execute
        if not autocommits(connection):
            _run(connection, f"savepoint {SAVEPOINT}")

    def after(self, connection: Any) -> None:
        if not autocommits(connection):
            # A statement may have ended the transaction itself.
            with suppress(Exception):
                _run(connection, f"release savepoint {SAVEPOINT}")

    def failed(self, connection: Any, sql: str) -> None:
        if self._execute is None or connection is None or autocommits(connection):
            return
        execute, self._execute = self._execute, None
        _run(connection, f"rollback to savepoint {SAVEPOINT}")
        for table in self._tables:
            if _speaks_of(_name(table), sql):
                self.row = self.row or _of_table(connection, table, execute, sql)


def _of_table(connection: Any, table: str, execute: Execute, sql: str) -> str:
    """The first row that the statement fails on by itself; none where it fails on an empty table as well."""
    row = "pg_catalog.json_build_array(t.ctid::text, pg_catalog.row_to_json(t))"
    rows = ask(connection, f"select coalesce(pg_catalog.json_agg({row}), '[]')::text from only {table} t")
    if not rows or _error(connection, table, "false", execute):
        return ""
    for ctid, row in rows:
        if error := _error(connection, table, f"ctid = '{ctid}'", execute):
            return _told(table, _key(connection, table), row, f"{sql} {error}")
    return ""


def _told(table: str, key: list[str], row: dict[str, Any], said: str) -> str:
    """The table, the key, and the columns that are spoken of; where none is, all of them."""
    spoken = [name for name in row if name not in key and _speaks_of(name, said)]
    where, what = (row_shown((name, shown(row[name])) for name in names) for names in (key, spoken or [*row]))
    if not key:
        return f"{table}: {what}"
    return f"{table} {where}: {what}" if spoken else f"{table} {where}"


def _key(connection: Any, table: str) -> list[str]:
    """The columns of its primary key."""
    key = (
        "select coalesce(pg_catalog.json_agg(a.attname order by a.attnum), '[]')::text from pg_catalog.pg_index i "
        "join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) "
        f"where i.indisprimary and i.indrelid = {quote(table)}::pg_catalog.regclass"
    )
    return list(ask(connection, key))


def _error(connection: Any, table: str, kept: str, execute: Execute) -> str:
    """What the statement fails with where these rows of the table alone are kept, or ''."""
    with _taken_back(connection):
        cursor = connection.connection.cursor()
        try:
            # So that no foreign key and no trigger stands in the way.
            cursor.execute("set local session_replication_role = replica")
            cursor.execute(f"delete from only {table} where not ({kept})")
            cursor.execute("set local session_replication_role = origin")
            execute(cursor)
        except Exception as error:
            return str(error).partition("\n")[0] or type(error).__name__
        finally:
            cursor.close()
    return ""


@contextmanager
def _taken_back(connection: Any) -> Iterator[None]:
    _run(connection, f"savepoint {SAVEPOINT}_row")
    try:
        yield
    finally:
        _run(connection, f"rollback to savepoint {SAVEPOINT}_row")


def _run(connection: Any, sql: str) -> None:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
    finally:
        cursor.close()


def _name(table: str) -> str:
    return table.rpartition(".")[2].strip('"')


def _speaks_of(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
