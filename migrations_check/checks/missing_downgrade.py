"""A downgrade is missing, empty or only raises, though the upgrade changes something.

When a release has to be taken back, Alembic either stops here, or says that it went down while the schema
stayed as it was.

Instead: write what undoes the upgrade; where nothing can, say so in an acknowledgement with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.downgrade_differs import same
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Revision, Step, Trial
from migrations_check.snapshot import Change
from migrations_check.words import named, several

severity = Severity.ERROR
scope = Scope.EACH
WHAT = {
    "missing": "there is no downgrade()",
    "empty": "downgrade() does nothing",
    "raises": "downgrade() only raises",
}


def findings(record: Record) -> Iterator[Finding]:
    for revision in record.judged:
        step = record.step(revision.id, "up")
        if revision.downgrade in WHAT and step and not step.error and (done := _done(step, record.trial(revision.id))):
            message = f"{WHAT[revision.downgrade]}, though the upgrade changed {done}"
            yield Finding(revision.id, message, revision.path, _line(revision), revision.id)


def _done(step: Step, trial: Trial | None) -> str:
    """What there would be to undo; the children of a table that was made come with it."""
    tables = {change.address for change in step.changes if change.kind == "table"}
    things = [named(c.thing) for c in step.changes if c.thing.of not in tables and _to_restore(c)]
    return several([*things, *(f"rows of {table}" for table in _moved(step, trial))])


def _moved(step: Step, trial: Trial | None) -> list[str]:
    """The tables whose rows are written, where there are some; what is lost of them `destroys-rows` tells."""
    counted = (*step.rows, *(trial.moved if trial else ()))
    moved = (rows.relation for rows in counted if rows.inserted or rows.updated or rows.deleted)
    destroyed = {loss.table for loss in (trial.lost if trial else ())}
    return [table for table in dict.fromkeys(moved) if table not in destroyed]


def _to_restore(change: Change) -> bool:
    """Not what need not come back, as when a constraint is validated."""
    return change.lost or not same(change.before, change.after)


def _line(revision: Revision) -> int | None:
    return revision.downgrade_line or revision.upgrade_line
