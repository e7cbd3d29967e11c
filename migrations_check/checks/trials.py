"""The new upgrades on rows: which could be tried, and how their rows are called."""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.dropped import ran
from migrations_check.finding import NotJudged
from migrations_check.record import Record, Revision, Step, Trial


def tried(record: Record) -> Iterator[tuple[Revision, Step, Trial]]:
    for step in ran(record):
        if trial := record.trial(step.revision):
            yield record.revision(step.revision), step, trial


def not_tried(record: Record) -> Iterator[NotJudged]:
    """One for each upgrade that runs on the empty database, and was not or could not be run on rows."""
    for step in ran(record):
        trial = record.trial(step.revision)
        if trial is None:
            yield NotJudged(f"the upgrade of {step.revision} was not run on rows")
        elif trial.error:
            yield NotJudged(f"the upgrade of {step.revision} fails on rows")


def origin(trial: Trial | None) -> str:
    """What kind of rows they are: `made-up rows`, or `rows of seed/8c1d.sql`."""
    return f"rows of {trial.seed}" if trial and trial.seed else "made-up rows"


def counted(count: int, trial: Trial | None) -> str:
    """`1 made-up row`, `3 made-up rows`, `no made-up rows`."""
    rows = origin(trial)
    return f"{count or 'no'} {rows.replace('rows', 'row', 1) if count == 1 else rows}"
