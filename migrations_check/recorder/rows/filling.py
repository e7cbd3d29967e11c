"""One table gets the rows that it lacks."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from migrations_check.recorder.rows.asking import Refused, identifier
from migrations_check.recorder.rows.checks import Part, Unsolved, readable, solved
from migrations_check.recorder.rows.knot import inner, tie
from migrations_check.recorder.rows.mined import mined
from migrations_check.recorder.rows.parents import NoParent, referring
from migrations_check.recorder.rows.plan import Plan, ordinary
from migrations_check.recorder.rows.state import FEW, State, state
from migrations_check.recorder.rows.table import Check, ForeignKey, Key, Table, Type
from migrations_check.recorder.rows.twins import telling
from migrations_check.recorder.rows.value import Row, Value
from migrations_check.recorder.rows.values import candidates
from migrations_check.recorder.rows.writing import put, put_twins


@dataclass(frozen=True)
class Filling:
    """Where rows are made up."""

    connection: Any
    tables: Mapping[str, Table]
    types: Mapping[str, Type]
    seed: str


def filled(filling: Filling, table: Table) -> str:
    """Add the rows that are missing; why nothing could be written, or ''."""
    if table.kind == "f":
        return "it is a foreign table: its rows are kept elsewhere"
    try:
        return _topped_up(filling, table)
    except (NoParent, Unsolved, Refused) as error:
        return str(error)


def _topped_up(filling: Filling, table: Table) -> str:
    now = state(filling.connection, table)
    if now.complete(table):
        return ""
    plan = planned(filling, _beside(table, now), turn=now.rows)
    rows: list[Row] = []
    with suppress(Refused):
        first = [plan.choose([], ordinary)]
        rows += put(filling.connection, plan, now.missing(first) if now.twinned else first, [])
    rows += put_twins(filling.connection, plan, rows, rows)
    others = put(filling.connection, plan, now.missing(plan.others(rows)), rows)
    put_twins(filling.connection, plan, telling(plan, others, rows), [*rows, *others])
    return ""


def _beside(table: Table, now: State) -> Table:
    """The table with a condition for each of its keys: no row that is there has it."""
    keys = [key for key in table.keys if key.columns and not key.loose]
    return replace(table, checks=(*table.checks, *(_free(table, key) for key in keys))) if now.rows else table


def _free(table: Table, key: Key) -> Check:
    other = identifier("migrations check other")
    same = " and ".join(f"{other}.{name} = {table.name}.{name}" for name in key.columns)
    return Check("its keys", f"not exists (select from {table.rows} as {other} where {same})", key.columns, "")


def filled_together(filling: Filling, tables: Sequence[Table]) -> dict[str, str]:
    """Fill tables that may need each other's rows; for each why nothing could be written, or ''."""
    group = [table.address for table in tables]
    bound = any(table.requires(key) for table in tables for key in inner(table, group))
    knots = [_tied(filling, tables, group) for _ in range(FEW)] if bound else [""]
    return {table.address: filled(filling, table) or knots[0] for table in tables}


def _tied(filling: Filling, tables: Sequence[Table], group: Sequence[str]) -> str:
    """Give such tables one row each that need each other; why it could not be done, or ''."""
    try:
        states = [state(filling.connection, table) for table in tables]
        if all(now.rows >= FEW for now in states):
            return ""
        beside = [_beside(table, now) for table, now in zip(tables, states, strict=True)]
        plans = [planned(filling, table, inner(table, group)) for table in beside]
        return tie(filling.connection, tables, {p.table.address: p.choose([], ordinary) for p in plans})
    except (NoParent, Unsolved, Refused) as error:
        return str(error)


def planned(filling: Filling, table: Table, without: Collection[ForeignKey] = (), turn: int = 0) -> Plan:
    """The rows that a table could get, some foreign keys left aside. Raises NoParent, Unsolved or Refused."""
    rng = random.Random(f"{filling.seed} {table.address} {turn}")
    if table.kind == "p" and not table.partitioned:
        raise Unsolved("it has no partitions yet")
    referred = referring(filling.connection, table, filling.tables, without)
    values = _values(filling, table, rng)
    parts = [_complete(part, values) for part in referred]
    bound = {name for part in parts for name in part[0]}
    parts += [[{name: value} for value in column] for name, column in values.items() if name not in bound]
    return Plan(table, tuple(solved(filling.connection, table, parts, rng)))


def _values(filling: Filling, table: Table, rng: random.Random) -> dict[str, tuple[Value, ...]]:
    """Of each column that is ours to set the values that its type takes."""
    found = {}
    for column in table.settable:
        constants = mined(check.text for check in table.checks if column.name in check.columns)
        found[column.name] = candidates(column, filling.types, constants, rng)
    unsure = [name for name, each in found.items() if not each.sure]
    read = dict(zip(unsure, readable(filling.connection, [found[name].values for name in unsure]), strict=True))
    for name in unsure:
        if not read[name]:
            raise Unsolved(f"no value of the type {table.column(name).type} was found for its column {name}")
    return {name: read.get(name, each.values) for name, each in found.items()}


def _complete(part: Part, values: Mapping[str, Sequence[Value]]) -> Part:
    """The rows of a part with all of its columns; what no foreign key binds where another is NULL is free."""
    names = list(dict.fromkeys(name for row in part for name in row))
    return [
        {name: row[name] if name in row else values[name][turn % len(values[name])] for name in names}
        for row in part
        for turn in range(1 if len(row) == len(names) else 4)
    ]
