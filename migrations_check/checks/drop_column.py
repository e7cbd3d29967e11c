"""A migration drops a column.

Only the backup has its values then, unless they were copied before, and a bot that still reads or writes it fails.

Instead: stop using the column in one release, and drop it in a later one; to give it another name use
op.alter_column with new_column_name.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import dropped, told, verb
from migrations_check.checks.reading.trials import counted, put_back
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Step, Trial
from migrations_check.snapshot import Thing

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding]:
    for step, change, column in dropped(record, "column"):
        lost = _values(column, record.trial(step.revision), record.step(step.revision, "down"))
        yield told(record, step, change, f"{column.address} is {verb(change)}{lost}{_another_name(step, column)}")


def _values(column: Thing, trial: Trial | None, down: Step | None) -> str:
    rows = trial.rows.get(column.of) if trial else None
    if trial is None or not rows:
        return ""
    values = trial.values.get(column.address, 0)
    comes = any(change.after and change.thing.key == column.key for change in (down.changes if down else ()))
    back = put_back(column.address, column.of, trial) if values and comes else ""
    return f"; {values or 'none'} of its {counted(rows, trial)} had a value{back}"


def _another_name(step: Step, column: Thing) -> str:
    """A column of the same type comes in its place: autogenerate writes that where a model only renamed it."""
    made = (change.thing for change in step.changes if change.kind == "column" and change.before is None)
    renamed = {came.address for _, came in step.renamed("column")}
    for other in made:
        alike = other.of == column.of and other.definition.get("type") == column.definition.get("type")
        if alike and other.address not in renamed:
            return f"; if {other.address} is to take its place, rename it instead, and it keeps its values"
    return ""
