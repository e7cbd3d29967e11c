"""Rows go into a table; where Postgres refuses one, others like it are tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from migrations_check.recorder.rows.asking import Refused, tried
from migrations_check.recorder.rows.plan import Plan, odd, ordinary
from migrations_check.recorder.rows.table import Table
from migrations_check.recorder.rows.twins import twins
from migrations_check.recorder.rows.value import Row

RESCUES = 60  # tries for one refused row


def put(connection: Any, plan: Plan, rows: Sequence[Row], beside: Sequence[Row]) -> list[Row]:
    """Write the rows beside those that are there, and others for those that are refused; returns what was written.

    Raises Refused where nothing could be.
    """
    refused = _all(connection, plan.table, rows)
    written = [row for row in rows if all(row != other for other, _ in refused)]
    for row, _ in refused:
        written += put_one(connection, plan.table, _tamer(plan, [*beside, *rows], row))
    if rows and not written:
        raise Refused(refused[0][1])
    return written


def put_one(connection: Any, table: Table, rows: Sequence[Row]) -> list[Row]:
    """Write the first of these rows that Postgres takes; returns it, or nothing."""
    answers = tried(connection, [insert(table, [row]) for row in rows], checked(table), first=True)
    return [] if not answers or answers[-1].error else [rows[len(answers) - 1]]


def put_twins(
    connection: Any, plan: Plan, rows: Iterable[Row], beside: Sequence[Row], loose: bool = False
) -> list[Row]:
    """Write rows that agree with these in all that their keys permit, beside those there are; returns those written.

    The loose keys are heeded only for rows that have no twin otherwise.
    """
    table, written, left = plan.table, list[Row](), list[Row]()
    wanted = twins(plan, rows, beside, loose)
    answers = tried(connection, [insert(table, like[:1]) for _, like in wanted], checked(table))
    for (row, like), answer in zip(wanted, answers, strict=True):
        twin = put_one(connection, table, like[1:]) if answer.error else like[:1]
        written += twin
        left += [] if twin else [row]
    if left and not loose and any(key.loose for key in table.keys):
        written += put_twins(connection, plan, left, [*beside, *written], loose=True)
    return written


def insert(table: Table, rows: Sequence[Row]) -> str:
    if not rows[0]:
        return f"insert into {table.address} select from generate_series(1, {len(rows)})"
    lines = ", ".join(f"({', '.join(value.sql for value in row.values())})" for row in rows)
    return f"insert into {table.address} ({', '.join(rows[0])}) overriding system value values {lines}"


def checked(*tables: Table) -> str:
    """Fires what is deferred at once: pending events would keep the next step from changing the table."""
    names = ", ".join(name for table in tables for name in table.deferred)
    return f"set constraints {names} immediate; set constraints {names} deferred" if names else ""


def _all(connection: Any, table: Table, rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Which rows were refused, and why."""
    if not rows:
        return []
    same = [{name: row[name] for name in rows[0]} for row in rows]
    [together] = tried(connection, [insert(table, same)], checked(table))
    if not together.error:
        return []
    answers = tried(connection, [insert(table, [row]) for row in same], checked(table))
    return [(row, answer.error) for row, answer in zip(rows, answers, strict=True) if answer.error]


def _tamer(plan: Plan, rows: Sequence[Row], row: Row) -> list[Row]:
    """In place of a row, the same with less and less that is odd, and then others."""
    tame = plan.choose([other for other in rows if other is not row], ordinary)
    tries = [{**row, **{name: tame[name] for name in part[0]}} for part in plan.parts]
    softened = row
    for part in plan.parts:
        softened = {**softened, **{name: tame[name] for name in part[0]}}
        tries.append(softened)
    made = list(rows)
    for turn in range(RESCUES // 4):
        made.append(plan.choose(made, ordinary))
        tries += [made[-1], plan.choose(rows, odd, turn)]
    return tries
