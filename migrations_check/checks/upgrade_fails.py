"""An upgrade raises, on the empty database.

A chain that cannot be replayed cannot build a second database, and a new migration that fails stops the
deploy half-way.

Instead: repair the statement that is named, and replay; what an earlier migration needs must be made before
it, or stand in the baseline.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Severity
from migrations_check.record import Failure, Record
from migrations_check.words import short

severity = Severity.ERROR


def findings(record: Record) -> Iterator[Finding]:
    refused = {refusal.revision for refusal in record.refusals}
    for step in record.upgrades:
        if step.error and not step.error.missing and step.revision not in refused:
            revision = record.revision(step.revision)
            line = step.error.line if step.error.path else revision.upgrade_line
            message = (
                f"the upgrade of {revision.id} fails on the empty database: {raised(step.error)}{_lacks(step.error)}"
            )
            yield Finding(revision.id, message, step.error.path or revision.path, line, revision.id)


def _lacks(failure: Failure) -> str:
    """Where the server has not what the chain needs: the one that comes with the package has few extensions."""
    if "extension" in failure.message and "is not available" in failure.message:
        return "; install a Postgres that has it, for example: apt install postgresql postgresql-contrib"
    return ""


def raised(failure: Failure) -> str:
    """The exception, and the statement that raised it."""
    statement = f" (in: {short(failure.statement, 120)})" if failure.statement else ""
    return f"{failure.kind}: {' '.join(failure.message.split())}{statement}"
