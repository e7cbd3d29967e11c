"""A table that was there before cannot be read or written while a statement scans it.

The bot waits for as long as that takes, which is nothing on the made-up rows and grows with the live ones.

Instead: what the finding says for its statement: an index is made concurrently in an autocommit block, a constraint
is added NOT VALID and validated in a later migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.safer import way
from migrations_check.checks.reading.trials import not_finished, tried
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Blocked, Record, Trial

severity = Severity.WARNING
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    yield from scanned(record, rewritten=False)
    yield from not_finished(record)


def scanned(record: Record, rewritten: bool) -> Iterator[Finding]:
    """The tables that a statement scans under a lock, or those that it rewrites."""
    for revision, _, trial in tried(record):
        for blocked in trial.blocked:
            if blocked.rewritten == rewritten:
                line = trial.statements[blocked.statement].line or revision.upgrade_line
                yield Finding(blocked.relation, _message(blocked, trial), revision.path, line, revision.id)


def _message(blocked: Blocked, trial: Trial) -> str:
    does = "rewrites" if blocked.rewritten else "scans"
    stopped = "read or written" if blocked.mode == "AccessExclusiveLock" else "written"
    return (
        f"a statement {does} {blocked.relation} under {blocked.mode}: until the transaction ends it cannot be "
        f"{stopped}, and the more rows it has the longer that takes. Instead: {way(trial, blocked)}"
    )
