"""A table that was there before is rewritten, row by row.

It needs its own size of disk once more, and the bot waits: for no time with the made-up rows, and for minutes with a
large live table.

Instead: what the finding says for its statement: a new column beside the old one, a default that is set after the
column is there, rows filled in batches.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.blocking_lock import scanned
from migrations_check.checks.reading.trials import not_finished
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record

severity = Severity.WARNING
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    yield from scanned(record, rewritten=True)
    yield from not_finished(record)
