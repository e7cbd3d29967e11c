"""Rows go into a table; where Postgres refuses one, others like it are tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from migrations_check.recorder.rows.asking import Answer, tried
from migrations_check.recorder.rows.plan import Plan, odd, ordinary
from migrations_check.recorder.rows.table import Table
from migrations_check.recorder.rows.value import Row

RESCUES = 60  # tries for one refused row


def put(connection: Any, plan: Plan, rows: Sequence[Row]) -> str:
    """Write the rows; why nothing could be written, or ''."""
    table = plan.table
    refused = _all(connection, table, rows)
    reasons = [error for row, error in refused if not _rescued(connection, plan, rows, row)]
    return f"Postgres says: {reasons[0]}" if len(reasons) == len(rows) else ""


def double(connection: Any, plan: Plan, rows: Sequence[Row]) -> None:
    """Write one of the rows again as it is, if any may stand there twice."""
    tried(connection, [insert(plan.table, [row]) for row in plan.copies(rows)], checked(plan.table), first=True)


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
    same = [{name: row[name] for name in rows[0]} for row in rows]
    [together] = tried(connection, [insert(table, same)], checked(table))
    if not together.error:
        return []
    answers = tried(connection, [insert(table, [row]) for row in same], checked(table))
    return [(row, answer.error) for row, answer in zip(rows, answers, strict=True) if answer.error]


def _rescued(connection: Any, plan: Plan, rows: Sequence[Row], row: Row) -> bool:
    """Take back what is odd in a row, part by part, until it is accepted."""
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
    answers: list[Answer] = tried(connection, [insert(plan.table, [each]) for each in tries], checked(plan.table), True)
    return bool(answers) and not answers[-1].error
