"""The chain has more than one head.

Two branches each added a migration after the same one; `alembic upgrade head` then refuses to choose, on the
server too.

Instead: `alembic merge heads` where both are released, or set `down_revision` of the newer one to the other's
id.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Severity
from migrations_check.record import Record

severity = Severity.ERROR


def findings(record: Record) -> Iterator[Finding]:
    for problem in record.problems:
        if problem.check == "multiple-heads":
            yield Finding(problem.subject, problem.message, problem.path, problem.line, problem.revision)
