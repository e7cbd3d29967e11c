"""A statement keeps the bot from writing a table (or reading it) for as long as it scans it.

The bot waits for as long as that takes, which is nothing on the made-up rows and grows with the live ones.

Instead: what the finding says for its statement: an index is made concurrently in an autocommit block, a constraint
is added NOT VALID and validated in a later migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.safer import way
from migrations_check.checks.reading.touched import table_of
from migrations_check.checks.reading.trials import not_finished, tried
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Blocked, Record, Trial
from migrations_check.words import meanwhile

severity = Severity.WARNING
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    yield from scanned(record, rewritten=False)
    yield from not_finished(record)


def scanned(record: Record, rewritten: bool) -> Iterator[Finding]:
    """The tables that a statement scans under a lock, or rewrites; not those that `outside-schema` is told of."""
    for revision, step, trial in tried(record):
        theirs = {table_of(change.thing) for change in step.changes if change.schema not in record.schemas}
        for blocked in trial.blocked:
            if blocked.rewritten == rewritten and blocked.relation not in theirs:
                line = trial.statements[blocked.statement].line or revision.upgrade_line
                yield Finding(blocked.relation, _message(blocked, trial), revision.path, line, revision.id)


def _message(blocked: Blocked, trial: Trial) -> str:
    does = "rewrites" if blocked.rewritten else "scans"
    until = f"until the transaction ends {meanwhile(blocked.mode)} ({blocked.mode})"
    return f"a statement {does} {blocked.relation}, and {until}. Instead: {way(trial, blocked)}"
