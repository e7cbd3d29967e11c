"""Something tried to connect to another database than the throwaway one, or not to Postgres.

A check that reaches the live database can change it; the connection was refused before anything was sent.

Instead: let env.py take its URL from the variable that the settings name (ALEMBIC_DATABASE_URL), or name the one that
it reads with url-variable in `[tool.migrations-check]`; a migration should reach nothing but its own database.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Refusal

severity = Severity.ERROR
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding]:
    for refusal in dict.fromkeys(record.refusals):
        who = f"revision {refusal.revision}" if refusal.revision else refusal.path or "env.py"
        message = (
            f"{who} tried to connect to {refusal.target}, which is not this run's throwaway database; "
            f"the connection was refused: {instead(refusal)}"
        )
        subject = refusal.revision or refusal.target
        yield Finding(subject, message, refusal.path, refusal.line, refusal.revision)


def instead(refusal: Refusal) -> str:
    """What to do about this one: another database is named in a setting, another service is left alone."""
    if "://" in refusal.target:
        return "let it take the URL from the variable that url-variable in [tool.migrations-check] names"
    if refusal.revision:
        return "a migration should reach nothing but its own database: move this into a script of its own"
    return "switch this off for the check, with a variable in environment of [tool.migrations-check]"
