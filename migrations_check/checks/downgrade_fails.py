"""A downgrade raises.

It is run when a release went wrong, at the worst of times, and then the bot is left between two schemas.

Instead: repair the statement that is named; a downgrade undoes the upgrade's operations in reverse order.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.causes import at, on_rows, raised
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.EACH


def findings(record: Record) -> Iterator[Finding]:
    for revision in record.judged:
        step, trial = record.step(revision.id, "down"), record.trial(revision.id)
        if revision.downgrade != "present":
            continue
        line = revision.downgrade_line
        if step and step.error and not step.error.missing:
            yield at(revision, step.error, line, f"the downgrade of {revision.id} fails: {raised(step.error)}")
        elif trial and trial.down_error and not (step and step.error):
            message = f"the downgrade of {revision.id} runs on the empty database, and fails where its tables have rows"
            yield at(revision, trial.down_error, line, f"{message}: {on_rows(trial.down_error)}")
