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

SAVEPOINT = "migrations_check_culprit"
Execute = Callable[[Any], Any]


class Culprit:
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
            if re.search(rf"(?<!\w){re.escape(_name(table))}(?!\w)", sql):
                self.row = self.row or _of_table(connection, table, execute)


def _of_table(connection: Any, table: str, execute: Execute) -> str:
    """The first row that the statement fails on by itself; none where it fails on an empty table as well."""
    row = "pg_catalog.json_build_array(t.ctid::text, pg_catalog.row_to_json(t))"
    rows = ask(connection, f"select coalesce(pg_catalog.json_agg({row}), '[]')::text from only {table} t")
    if not rows or _fails(connection, table, "false", execute):
        return ""
    for ctid, row in rows:
        if _fails(connection, table, f"ctid = '{ctid}'", execute):
            return f"{table}: " + ", ".join(f"{name} = {_shown(value)}" for name, value in row.items())
    return ""


def _fails(connection: Any, table: str, kept: str, execute: Execute) -> bool:
    with _taken_back(connection):
        cursor = connection.connection.cursor()
        try:
            # So that no foreign key and no trigger stands in the way.
            cursor.execute("set local session_replication_role = replica")
            cursor.execute(f"delete from only {table} where not ({kept})")
            cursor.execute("set local session_replication_role = origin")
            execute(cursor)
        except Exception:
            return True
        finally:
            cursor.close()
    return False


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


def _shown(value: Any) -> str:
    text = "NULL" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:60]}... ({len(text)} characters)"
