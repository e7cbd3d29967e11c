"""Values that the check constraints of a table accept, found by asking Postgres about many."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from migrations_check.recorder.rows.asking import asked
from migrations_check.recorder.rows.table import Check, Table
from migrations_check.recorder.rows.value import NULL, Row, Value, nulls

MOST = 400  # combinations in one question
FEWER = 20  # times, in the next smaller lot
ROUNDS = 8
_NUMBER = '"migrations check"'

Part = list[Row]
"""The values that some columns may have together."""


class Unsolved(Exception):
    """A table cannot have rows, because nothing that its constraints accept was found."""


def readable(connection: Any, columns: Sequence[Sequence[Value]]) -> list[tuple[Value, ...]]:
    """Of each column's values those that its type takes."""
    answers = asked(connection, [_select(values) for values in columns])
    return [
        tuple(values) if not answer.error else _one_by_one(connection, values)
        for values, answer in zip(columns, answers, strict=True)
    ]


def _one_by_one(connection: Any, values: Sequence[Value]) -> tuple[Value, ...]:
    answers = asked(connection, [_select([value]) for value in values])
    return tuple(value for value, answer in zip(values, answers, strict=True) if not answer.error)


def _select(values: Sequence[Value]) -> str:
    return f"select to_jsonb(count(c)) from (values {', '.join(f'({value.sql})' for value in values)}) v(c)"


def solved(connection: Any, table: Table, parts: list[Part], rng: random.Random) -> Iterator[Part]:
    """Parts of which any may stand beside any other."""
    for group, checks in _linked(table, parts):
        if not checks:
            yield from group
            continue

        def judge(rows: list[Row], checks: Sequence[Check] = checks) -> list[int]:
            return _judged(connection, table, checks, rows)

        accepted = _search(judge, len(checks), group, rng)
        if not accepted:
            raise Unsolved(f"no values were found that satisfy {_named(checks)}")
        yield accepted


def _named(checks: Sequence[Check]) -> str:
    if any(check.name == "partitions" for check in checks):
        return "the bounds of its partitions"
    names = ", ".join(check.name for check in checks)
    return f"its check constraint {names}" if len(checks) == 1 else f"its check constraints {names} together"


def _linked(table: Table, parts: list[Part]) -> list[tuple[list[Part], list[Check]]]:
    """The parts that checks bind together."""
    groups: list[tuple[list[Part], list[Check]]] = [([part], []) for part in parts]
    for check in table.checks:
        bound = [g for g in groups if any(name in check.columns for part in g[0] for name in part[0])]
        if bound:
            groups = [g for g in groups if g not in bound]
            groups.append(([part for g in bound for part in g[0]], [*(c for g in bound for c in g[1]), check]))
    return groups


def _search(judge: Callable[[list[Row]], list[int]], all_of_them: int, parts: list[Part], rng: random.Random) -> Part:
    accepted: dict[tuple[str, ...], Row] = {}
    rows = _start(parts, rng)
    for _ in range(ROUNDS):
        scores = judge(rows)
        fresh = [row for row, score in zip(rows, scores, strict=True) if score == all_of_them]
        done = _shown(accepted.values(), parts) or prod(map(len, parts)) <= MOST
        accepted |= {_identity(row): row for row in fresh}
        if done or not rows:
            break
        close = rng.sample(fresh, min(8, len(fresh)))
        if not _shown(accepted.values(), parts):
            ranked = sorted(zip(scores, range(len(rows)), strict=True), reverse=True)
            close += [rows[n] for score, n in ranked[:12]]
            close += [_mutated(row, parts, rng) for row in close for _ in range(4)]
        rows = _sampled([other for row in close for other in _neighbours(row, parts)], rng)
    return list(accepted.values())


def _shown(accepted: Collection[Row], parts: list[Part]) -> bool:
    """Whether every column that can have a value has one in some row."""
    columns = {name for part in parts for row in part for name, value in row.items() if value.rank != NULL}
    return bool(accepted) and columns <= {n for row in accepted for n, value in row.items() if value.rank != NULL}


def _start(parts: list[Part], rng: random.Random) -> list[Row]:
    if prod(map(len, parts)) <= MOST:
        return [_merged(rows) for rows in product(*parts)]
    if len(parts) == 1:
        return parts[0][:MOST]
    first = _merged(part[0] for part in parts)
    empty = _merged(max(part, key=nulls) for part in parts)
    anything = [_merged(rng.choice(part) for part in parts) for _ in range(MOST // 2)]
    close = _sampled([*_neighbours(first, parts), *_neighbours(empty, parts)], rng)
    return [first, empty, *close[: MOST // 2], *anything]


def _merged(rows: Iterable[Row]) -> Row:
    return {name: value for row in rows for name, value in row.items()}


def _neighbours(row: Row, parts: list[Part]) -> Iterator[Row]:
    for part in parts:
        for other in part:
            yield {**row, **other}


def _mutated(row: Row, parts: list[Part], rng: random.Random) -> Row:
    return _merged([row, *(rng.choice(part) for part in rng.sample(parts, min(2, len(parts))))])


def _sampled(rows: list[Row], rng: random.Random) -> list[Row]:
    return rows if len(rows) <= MOST else [rows[n] for n in sorted(rng.sample(range(len(rows)), MOST))]


def _identity(row: Row) -> tuple[str, ...]:
    return tuple(row[name].sql for name in sorted(row))


def _judged(connection: Any, table: Table, checks: Sequence[Check], rows: list[Row], at_once: int = MOST) -> list[int]:
    """How many of the checks each row satisfies; none where that raises: such rows are sought in ever smaller lots."""
    lots = [rows[start : start + at_once] for start in range(0, len(rows), at_once)]
    scores: list[int] = []
    for lot, answer in zip(lots, asked(connection, [_question(table, checks, lot) for lot in lots]), strict=True):
        if not answer.error:
            scores += answer.value
        elif at_once == 1:
            scores.append(0)
        else:
            scores += _judged(connection, table, checks, lot, max(1, at_once // FEWER))
    return scores


def _question(table: Table, checks: Sequence[Check], rows: list[Row]) -> str:
    columns = [column for column in table.columns if not column.generated]
    names = ", ".join([_NUMBER, *(column.name for column in columns)])
    lines = []
    for number, row in enumerate(rows):
        values = (row[c.name].sql if c.name in row else f"null::{c.type}" for c in columns)
        lines.append(f"({', '.join([str(number), *values])})")
    made = "".join(f", ({c.generated}) as {c.name}" for c in table.columns if c.generated)
    score = " + ".join(f"(({check.expression}) is not false)::int" for check in checks)
    source = f"(select *{made} from (values {', '.join(lines)}) v({names})) as {table.name}"
    return f"select jsonb_agg({score} order by {_NUMBER}) from {source}"
