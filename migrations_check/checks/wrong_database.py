"""Something tried to connect to another database than the throwaway one, or not to Postgres.

A check that reaches the live database can change it; the connection was refused before anything was sent.

Instead: let env.py take its URL from the variable that the settings name (ALEMBIC_DATABASE_URL), and from
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding]:
    for refusal in dict.fromkeys(record.refusals):
        who = f"revision {refusal.revision}" if refusal.revision else refusal.path or "env.py"
        message = (
            f"{who} tried to connect to {refusal.target}, which is not this run's throwaway database; "
            "the connection was refused"
        )
        subject = refusal.revision or refusal.target
        yield Finding(subject, message, refusal.path, refusal.line, refusal.revision)
