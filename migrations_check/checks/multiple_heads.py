"""The chain has more than one head.

Two branches each added a migration after the same one; `alembic upgrade head` then refuses to choose, on the
server too.

Instead: set `down_revision` of the newer one to the other's id; where both are released, type
`./.venv/bin/python -m alembic -c migrations/alembic.ini merge -m "merge" heads`.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record
from migrations_check.words import several

severity = Severity.ERROR
scope = Scope.CHAIN


def findings(record: Record) -> Iterator[Finding]:
    for problem in record.problems:
        if problem.check == "multiple-heads":
            message = _named(record) or problem.message
            yield Finding(problem.subject, message, problem.path, problem.line, problem.revision)


def _named(record: Record) -> str:
    """The heads with their files."""
    parents = {parent for revision in record.revisions for parent in revision.parents}
    heads = [f"{one.id} in {one.path}" for one in record.revisions if one.id not in parents]
    return f"the chain has {len(heads)} heads: {several(heads, len(heads))}" if heads else ""
