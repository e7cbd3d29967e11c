"""Rows or values that were there before an upgrade are gone, or are others, once it was taken back.

A release that has to be taken back should cost the release, and here it costs data that the upgrade itself had kept.

Instead: let the downgrade put back what the upgrade moved or changed, and let it delete only what the upgrade
itself had added; where that cannot be, say so in an acknowledgement with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import names_dropped
from migrations_check.checks.reading.trials import amount, example, not_finished, tried
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Loss, Record, Revision, Step, Trial
from migrations_check.record.losses import untold

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    for revision, step, trial in tried(record):
        for loss, when in _losses(step, trial):
            lost = f"{'is' if loss.count == 1 else 'are'} {'gone or changed' if loss.column else 'gone'}"
            message = f"{amount(loss, trial)} {lost} after {when}{example(loss)}"
            yield Finding(loss.subject, message, revision.path, revision.downgrade_line, revision.id)
        if _stayed_up(revision, record, trial):
            yield NotJudged(f"the downgrade of {revision.id} was not run on rows")
    yield from not_finished(record)


def _losses(step: Step, trial: Trial) -> Iterator[tuple[Loss, str]]:
    """Each table and column once, unless the upgrade is told to drop or destroy it."""
    destroyed, down = {loss.subject for loss in trial.lost}, set(trial.lost_down)
    losses = (loss for loss in (*trial.lost_down, *trial.lost_again) if loss.subject not in destroyed)
    for loss in untold(losses, names_dropped(step)):
        yield loss, "the downgrade" if loss in down else "going down and up again"


def _stayed_up(revision: Revision, record: Record, trial: Trial) -> bool:
    """It has a downgrade that runs on the empty database, and with rows nobody ran it."""
    down = record.step(revision.id, "down")
    fails = bool(trial.error or (down and down.error))
    return revision.downgrade == "present" and not fails and not trial.went_down
