"""An upgrade raises, on the empty database.

A chain that cannot be replayed cannot build a second database, and a new migration that fails stops the
deploy half-way.

Instead: repair the statement that is named, and replay; what was there before the first migration belongs into
migrations/baseline.sql, or another file that `baseline` in `[tool.migrations-check]` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrations_check.checks.reading.causes import at, raised
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Failure, Record

severity = Severity.ERROR
scope = Scope.EACH


def findings(record: Record) -> Iterator[Finding]:
    refused = {refusal.revision for refusal in record.refusals}
    for step in record.upgrades:
        if step.error and not step.error.missing and step.revision not in refused:
            revision = record.revision(step.revision)
            message = f"the upgrade of {revision.id} fails on the empty database: {raised(step.error)}"
            yield at(revision, step.error, revision.upgrade_line, f"{message}{_lacks(step.error)}")


def _lacks(failure: Failure) -> str:
    """Where the server has not what the chain needs: the one that comes with the package has few extensions."""
    if re.match(r'relation ".*" does not exist', failure.message):
        return (
            ". Make it in an earlier migration; what was there before the first one belongs into the file that "
            "baseline in [tool.migrations-check] names, as pg_dump --schema-only writes it"
        )
    if re.search("extension .* is not available|extension control file", failure.message):  # since 15, and on 14
        return "; install a Postgres that has it, for example: apt install postgresql postgresql-contrib"
    return ""
