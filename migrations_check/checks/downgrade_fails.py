"""A downgrade raises.

It is run when a release went wrong, at the worst of times, and then the bot is left between two schemas.

Instead: repair the statement that is named; a downgrade undoes the upgrade's operations in reverse order.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.upgrade_fails import raised
from migrations_check.finding import Finding, Severity
from migrations_check.record import Record

severity = Severity.ERROR


def findings(record: Record) -> Iterator[Finding]:
    for revision in record.judged:
        step = record.step(revision.id, "down")
        if revision.downgrade == "present" and step and step.error and not step.error.missing:
            line = step.error.line if step.error.path else revision.downgrade_line
            message = f"the downgrade of {revision.id} fails: {raised(step.error)}"
            yield Finding(revision.id, message, step.error.path or revision.path, line, revision.id)
