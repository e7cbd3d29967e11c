"""A migration that is not new was changed or removed.

The databases that have run it keep what its old text did, and new ones get something else, so what is tested is no
longer what is live.

Instead: put the old text back, and make the change in a new migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Edit, Record

severity = Severity.ERROR
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    if record.edits is None:
        yield NotJudged(record.no_edits)
        return
    trusted = {revision.id for revision in record.revisions if revision.trusted}
    here = {revision.id for revision in record.revisions}
    for edit in record.edits:
        if edit.revision not in trusted:
            revision = edit.revision if edit.revision in here else None
            yield Finding(edit.revision, _message(edit), edit.path, edit.line, revision)


def _message(edit: Edit) -> str:
    if edit.what == "removed":
        return f"migration {edit.revision} was removed: Alembic stops on a database that is at it, and knows no way on"
    return f"migration {edit.revision} does something else than before"
