"""A migration drops a schema.

Every table, type and function in it goes with it, with all their rows, and a downgrade brings back none of them.

Instead: drop what is no longer needed one by one, each once the bot has stopped using it, and leave the schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import dropped, told, verb
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Step
from migrations_check.words import several

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding]:
    for step, change, schema in dropped(record, "schema"):
        tables = _tables(step, schema.schema)
        lost = f", and with it {several(tables)}" if tables else ""
        yield told(record, step, change, f"schema {schema.address} is {verb(change)}{lost}")


def _tables(step: Step, schema: str) -> list[str]:
    return [change.before.address for change in step.lost("table") if change.before and change.before.schema == schema]
