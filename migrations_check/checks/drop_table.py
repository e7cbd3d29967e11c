"""A migration drops a table.

Only the backup has its rows then, unless they were copied before, and a bot that still reads or writes it fails.

Instead: stop using the table in one release, and drop it in a later one, once nobody needs its rows; to give it
another name use op.rename_table.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import dropped, told, verb
from migrations_check.checks.reading.trials import counted
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Trial

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding]:
    for step, change, table in dropped(record, "table"):
        lost = _rows(table.address, record.trial(step.revision))
        yield told(record, step, change, f"{table.address} is {verb(change)}{lost}")


def _rows(address: str, trial: Trial | None) -> str:
    if trial is None or address not in trial.rows:
        return ""
    return f"; it had {counted(trial.rows[address], trial)}"
