"""A variable is read that nobody declared.

The check runs with only the variables that the settings name, so that a laptop and CI see the same; on the
server a missing one stops the upgrade, or sends it to the wrong place.

Instead: declare it with a harmless value in pyproject.toml, `environment = { NAME = "x" }` under
`[tool.migrations-check]`; a migration should read none.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Failure, Record

severity = Severity.ERROR
scope = Scope.SCRIPTS


def findings(record: Record) -> Iterator[Finding]:
    if record.failure:
        yield from _missing(record.failure, None, None)
    for problem in record.problems:
        if problem.check == "environment":
            yield Finding(problem.subject, problem.message, problem.path, problem.line, problem.revision)
    said = set()
    for step in record.steps:
        if step.error and step.revision not in said:
            said.add(step.revision)
            yield from _missing(step.error, step.revision, record.revision(step.revision).path)


def _missing(failure: Failure, revision: str | None, path: str | None) -> Iterator[Finding]:
    values = ", ".join(f'{name} = "x"' for name in failure.missing)
    do = "write the value into the migration, or declare it" if revision else "declare it"
    instead = f"Instead: {do} in pyproject.toml, under [tool.migrations-check]: environment = {{ {values} }}"
    for name in failure.missing:
        reader = f"revision {revision}" if revision else failure.path or "env.py or the models"
        message = f"{reader} reads the variable {name}, which nobody declared. {instead}"
        yield Finding(revision or name, message, failure.path or path, failure.line, revision)
