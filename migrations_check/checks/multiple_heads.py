"""The chain has more than one head.

Two branches each added a migration after the same one; `alembic upgrade head` then refuses to choose, on the
server too.

Instead: let the migration that is not released yet follow the other one, by its `down_revision`; where both are
released, join them with `alembic merge heads`.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Revision
from migrations_check.words import several

severity = Severity.ERROR
scope = Scope.CHAIN


def findings(record: Record) -> Iterator[Finding]:
    for problem in record.problems:
        if problem.check == "multiple-heads":
            message = _named(record) or problem.message
            yield Finding(problem.subject, message, problem.path, problem.line, problem.revision)


def _named(record: Record) -> str:
    """The heads with their files, and what joins them."""
    parents = {parent for revision in record.revisions for parent in revision.parents}
    heads = [revision for revision in record.revisions if revision.id not in parents]
    if not heads:
        return ""
    files = several((f"{head.id} in {head.path}" for head in heads), len(heads))
    return f"the chain has {len(heads)} heads: {files}. Instead: {_followed(record, heads)}{_merged(record)}"


def _followed(record: Record, heads: list[Revision]) -> str:
    """The line that lets the branch of one of two heads follow the other: the new one, where only one is."""
    if len(heads) != 2:
        return ""
    first, second = sorted(heads, key=lambda head: head.new)
    before, own = _upto(record, first), _upto(record, second)
    starts = [one for one in record.revisions if one.id in own - before and not {*one.parents} & own - before]
    if len(starts) != 1:
        return ""
    return f'if {second.id} is not released yet, write down_revision = "{first.id}" into {starts[0].path}; else '


def _upto(record: Record, head: Revision) -> set[str]:
    """The head, and all that it follows."""
    parents = {revision.id: revision.parents for revision in record.revisions}
    found, left = set(), [head.id]
    while left:
        id = left.pop()
        if id not in found:
            found.add(id)
            left.extend(parents.get(id, ()))
    return found


def _merged(record: Record) -> str:
    python = str(record.facts.get("interpreter") or "python").partition(" ")[0]
    return f"type {python} -m alembic -c {record.facts.get('config', 'alembic.ini')} merge -m merge heads"
