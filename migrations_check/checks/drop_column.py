"""A migration drops a column.

Its values are gone, a downgrade brings it back empty, and a bot that still reads or writes it fails.

Instead: stop using the column in one release, and drop it in a later one; to give it another name use
op.alter_column with new_column_name.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.dropped import dropped, told, verb
from migrations_check.checks.trials import counted
from migrations_check.finding import Finding, Severity
from migrations_check.record import Record, Trial
from migrations_check.snapshot import Thing

severity = Severity.ERROR


def findings(record: Record) -> Iterator[Finding]:
    for step, change, column in dropped(record, "column"):
        lost = _values(column, record.trial(step.revision))
        yield told(record, step, change, f"{column.address} is {verb(change)}{lost}")


def _values(column: Thing, trial: Trial | None) -> str:
    rows = trial.rows.get(column.of) if trial else None
    if trial is None or not rows:
        return ""
    values = trial.values.get(column.address, 0)
    return f"; {values or 'none'} of its {counted(rows, trial)} had a value"
