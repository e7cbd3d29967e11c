"""A new upgrade raises where its tables have rows.

The live tables have rows: the deploy would stop there, with the bot waiting.

Instead: prepare the rows in the same migration, before the statement that is named: fill what is NULL, merge what
is doubled, correct what does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.causes import at, on_rows
from migrations_check.checks.reading.trials import not_tried, tried
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record, Trial

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    failed: set[str] = set()
    for revision, _, trial in tried(record):
        if trial.error:
            failed.add(revision.id)
            where = "on the live schema with rows" if record.live is not None else "where its tables have rows"
            message = f"the upgrade of {revision.id} runs on the empty database, and fails {where}"
            told = f"{message}: {on_rows(trial.error, trial.row)}. {_rows(trial, record)}"
            yield at(revision, trial.error, revision.upgrade_line, told)
    yield from _together(record, failed)
    if reasons := _unfilled(record):
        yield NotJudged(f"no rows could be made {'; '.join(reasons)}")
    yield from not_tried(record)


def _together(record: Record, failed: set[str]) -> Iterator[Finding]:
    """Where each runs alone, and all in one run of env.py do not; a commit that fails is told of the last one."""
    if not record.together or not record.together.error or record.broke_at:
        return
    revision = record.revision(record.together.revision or record.new[-1].id)
    if revision.id not in failed:
        message = f"each new upgrade runs by itself, and when the deploy runs them together {revision.id} fails"
        told = f"{message}: {on_rows(record.together.error)}"
        yield at(revision, record.together.error, revision.upgrade_line, told)


def _rows(trial: Trial, record: Record) -> str:
    if trial.seed:
        return f"The rows are those of {trial.seed}"
    seed = f"{record.facts.get('scripts', 'migrations')}/seed/{trial.revision}.sql"
    return f"The rows were made up: if live ones can never be so, give better ones in {seed}"


def _unfilled(record: Record) -> list[str]:
    reasons = {table: reason for trial in record.trials for table, reason in trial.unfilled.items()}
    return [f"for {table}: {reason}" for table, reason in reasons.items()]
