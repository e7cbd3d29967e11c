"""A migration imports the application's models.

They go on changing and the migration changes with them: run next year on a new database it makes another schema
than it made on the live one, or fails.

Instead: write the tables and columns that it needs into the migration itself, with sa.table and sa.column.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record

severity = Severity.WARNING
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding]:
    for found in record.imports:
        revision = record.revision(found.revision)
        message = f"{revision.id} imports {found.module}, which holds the bot's models: what it does changes with them"
        yield Finding(revision.id, message, revision.path, found.line, revision.id)
