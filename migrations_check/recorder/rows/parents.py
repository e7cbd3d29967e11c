"""The values that foreign keys allow: those of the parents that are there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from migrations_check.recorder.rows.asking import quote, told
from migrations_check.recorder.rows.table import ForeignKey, Table
from migrations_check.recorder.rows.value import NULL, Row, Value

MOST = 40


class NoParent(Exception):
    """A table cannot have rows, because the table that it must refer to has none."""


def referring(
    connection: Any, table: Table, tables: Mapping[str, Table], without: Collection[ForeignKey]
) -> list[list[Row]]:
    """For each set of columns that foreign keys bind together, the values that they may have together."""
    parts: list[list[Row]] = []
    for key in table.foreign_keys:
        if key in without:
            continue
        allowed = _allowed(connection, table, key, tables)
        for part in [part for part in parts if _columns(part) & _columns(allowed)]:
            parts.remove(part)
            allowed = _joined(part, allowed)
        if not allowed:
            raise NoParent(
                f"its foreign key {key.name} needs a row of {key.parent} that its other foreign keys allow too"
            )
        parts.append(allowed)
    return parts


def _columns(part: list[Row]) -> set[str]:
    return {name for row in part for name in row}


def _allowed(connection: Any, table: Table, key: ForeignKey, tables: Mapping[str, Table]) -> list[Row]:
    types = {name: table.column(name).type for name in key.columns}
    found: list[Row] = [
        {name: Value(f"{quote(text)}::{types[name]}") for name, text in zip(key.columns, row, strict=True)}
        for row in _rows_of_parent(connection, key, tables)
    ]
    nullable = [name for name in key.columns if not table.column(name).not_null]
    if nullable and (not key.whole or len(nullable) == len(key.columns)):
        found.append({name: Value(f"null::{types[name]}", NULL) for name in nullable})
    if not found:
        raise NoParent(f"its foreign key {key.name} needs a row of {key.parent}, which has none")
    return found


def _rows_of_parent(connection: Any, key: ForeignKey, tables: Mapping[str, Table]) -> list[list[str]]:
    rows = tables[key.parent].rows if key.parent in tables else key.parent
    columns = ", ".join(key.parent_columns)
    texts = ", ".join(f"{name}::text" for name in key.parent_columns)
    present = " and ".join(f"{name} is not null" for name in key.parent_columns)
    one = f"select {texts}, min(ctid) from {rows} where {present} group by {columns} order by min(ctid) limit {MOST}"
    names = ", ".join(f"c{n}" for n in range(len(key.columns)))
    sql = f"select jsonb_agg(jsonb_build_array({names}) order by first) from ({one}) p({names}, first)"
    return told(connection, sql) or []


def _joined(left: list[Row], right: list[Row]) -> list[Row]:
    """The pairs that agree on the columns that they share."""
    pairs = [
        {**one, **other}
        for one in left
        for other in right
        if all(one[name].sql == other[name].sql for name in one.keys() & other.keys())
    ]
    return pairs[: MOST * MOST]
