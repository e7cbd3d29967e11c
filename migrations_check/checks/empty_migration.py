"""A new migration does nothing.

Either autogenerate did not see a change that was meant, so that the bot meets a schema without it, or the file was
generated for nothing and stays in the chain for good.

Instead: write what was meant, or delete the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import ran
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Step, Trial

severity = Severity.WARNING
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding]:
    for step in ran(record):
        revision = record.revision(step.revision)
        merges = len(revision.parents) > 1
        if not merges and not _does(step, record.trial(revision.id)):
            what = "runs statements that change nothing" if step.statements else "has no statement in it"
            message = f"the upgrade of {revision.id} {what}"
            yield Finding(revision.id, message, revision.path, revision.upgrade_line, revision.id)


def _does(step: Step, trial: Trial | None) -> bool:
    """Whether it changed anything, or might have: what commits by itself, and a lock for writing rows, count."""
    locks = (*step.locks, *(trial.locks if trial else ()))
    commits = any(statement.autocommit for statement in step.statements)
    writes = commits or any(lock.mode != "RowShareLock" for lock in locks)
    return writes or bool(step.changes or step.rows or step.rewrites or (trial and (trial.moved or trial.error)))
