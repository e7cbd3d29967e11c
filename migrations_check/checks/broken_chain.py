"""The scripts do not make a chain: one does not import, a parent is missing, they form a circle, or an id is
there twice.

Alembic reads every script before it runs one, so a single broken file stops each command on the server.

Instead: repair the script that is named; a missing parent usually means that its file was not committed.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.causes import cause
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding]:
    for problem in record.problems:
        if problem.check == "broken-chain":
            message = f"{problem.message}{cause(problem.message)}"
            yield Finding(problem.subject, message, problem.path, problem.line, problem.revision)
