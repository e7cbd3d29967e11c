"""The new upgrades on rows: which could be tried, and how what they lost is told."""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import ran
from migrations_check.finding import NotJudged
from migrations_check.record import Loss, Record, Revision, Step, Trial
from migrations_check.words import several


def tried(record: Record) -> Iterator[tuple[Revision, Step, Trial]]:
    """Each new upgrade that was run on rows, with its step on the empty database."""
    for step in ran(record):
        if trial := record.trial(step.revision):
            yield record.revision(step.revision), step, trial


def not_tried(record: Record) -> Iterator[NotJudged]:
    """The upgrades that run on the empty database, and were not run on rows."""
    if missing := [step.revision for step in ran(record) if record.trial(step.revision) is None]:
        yield NotJudged(f"not run on rows: the upgrade of {several(missing)}")


def not_finished(record: Record) -> Iterator[NotJudged]:
    """Those, and the ones that fail on rows, so that what they would do to them is not known."""
    yield from not_tried(record)
    if failed := [revision.id for revision, _, trial in tried(record) if trial.error]:
        fail, their, they = ("fails", "its", "it does") if len(failed) == 1 else ("fail", "their", "they do")
        yield NotJudged(f"{several(failed)} {fail} where {their} tables have rows, so what {they} to them is not known")


def origin(trial: Trial) -> str:
    """What kind of rows they are: `made-up rows`, or `rows from seed/8c1d.sql`."""
    return f"rows from {trial.seed}" if trial.seed else "made-up rows"


def counted(count: int, trial: Trial) -> str:
    """`1 made-up row`, `3 made-up rows`, `no made-up rows`."""
    rows = origin(trial)
    return f"{count or 'no'} {rows.replace('rows', 'row', 1) if count == 1 else rows}"


def amount(loss: Loss, trial: Trial) -> str:
    """`2 of the 3 made-up rows of cfg.tickets`, `2 of the 3 values of cfg.tickets.topic in made-up rows`."""
    if not loss.column:
        return f"{loss.count} of the {counted(loss.of, trial)} of {loss.table}"
    values = "value" if loss.of == 1 else "values"
    return f"{loss.count} of the {loss.of} {values} of {loss.subject} in {origin(trial)}"


def put_back(subject: str, table: str, trial: Trial) -> str:
    """What the trial saw of a loss: nothing of it was missing after the downgrade."""
    gone = {loss.subject for loss in trial.lost_down}
    if not trial.went_down or trial.down_error or {subject, table} & gone:
        return ""
    return "; the downgrade puts them back"


def example(loss: Loss) -> str:
    return f", for example {loss.example}" if loss.example else ""
