"""Tables that need each other's rows: the first row of each goes in with one statement, which Postgres judges whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from migrations_check.recorder.rows.asking import quote, told, tried
from migrations_check.recorder.rows.table import ForeignKey, Table
from migrations_check.recorder.rows.value import Row, Value
from migrations_check.recorder.rows.writing import checked, insert


def inner(table: Table, group: Sequence[str]) -> list[ForeignKey]:
    """Its foreign keys to tables of the group."""
    return [key for key in table.foreign_keys if key.parent in group]


def tie(connection: Any, tables: Sequence[Table], rows: dict[str, Row]) -> str:
    """Write one row of each, whose foreign keys are set to the others; why it could not be, or ''."""
    group = [table.address for table in tables]
    keys = [(table, key) for table in tables for key in inner(table, group)]
    for _, key in keys:
        _number(connection, next(t for t in tables if t.address == key.parent), key, rows[key.parent])
    for _ in range(len(keys) + 1):
        for table, key in keys:
            _refer(table, key, rows)
    *first, last = [insert(table, [rows[table.address]]) for table in tables]
    parts = ", ".join(f"t{n} as ({sql})" for n, sql in enumerate(first))
    [answer] = tried(connection, [f"with {parts} {last}" if parts else last], checked(*tables))
    return f"Postgres says: {answer.error}" if answer.error else ""


def _number(connection: Any, parent: Table, key: ForeignKey, row: Row) -> None:
    """What Postgres would number must be known beforehand."""
    for name in key.parent_columns:
        column = parent.column(name)
        if column.makes and name not in row:
            number = told(connection, f"select to_jsonb(({column.makes})::text)")
            row[name] = Value(f"{quote(number)}::{column.type}")


def _refer(table: Table, key: ForeignKey, rows: dict[str, Row]) -> None:
    for name, parent_name in zip(key.columns, key.parent_columns, strict=True):
        if value := rows[key.parent].get(parent_name):
            rows[table.address][name] = Value(f"({value.sql})::{table.column(name).type}", value.rank)
