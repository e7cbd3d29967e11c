"""An upgrade deletes rows, or overwrites values, of tables and columns that were there before it.

Nothing in the schema tells of it, and unless the downgrade puts them back only the backup has them.

Instead: keep the old values in a column or table of their own until the release has proved itself, and delete them
in a later one.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import names_dropped
from migrations_check.checks.reading.trials import amount, example, not_finished, put_back, tried
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    for revision, step, trial in tried(record):
        dropped = names_dropped(step)
        for loss in trial.lost:
            if not {loss.table, loss.subject} & dropped:
                line = trial.line_losing(loss) or step.line_naming(loss.table) or revision.upgrade_line
                verb = "overwrites" if loss.column else "deletes"
                back = put_back(loss.subject, loss.table, trial)
                message = f"the upgrade {verb} {amount(loss, trial)}{example(loss)}{back}"
                yield Finding(loss.subject, message, revision.path, line, revision.id)
    yield from not_finished(record)
