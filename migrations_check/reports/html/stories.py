"""What each revision did, as the page tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from migrations_check.overview import Alteration, Downgrade, Overview, Rename
from migrations_check.overview.altered import altered, renames
from migrations_check.record import Lock, Revision, Rows, Statement, Step
from migrations_check.reports import wording
from migrations_check.review import Review

# A migration that moves data may run a statement for each row: the page stays small.
STATEMENTS = 100
CHARACTERS = 10_000
WAYS = {"up": "Upgrade", "down": "Downgrade", "up-again": "Upgrade again"}


@dataclass(frozen=True)
class Way:
    """A revision going one way; `more` counts the statements that are not shown."""

    title: str
    step: Step
    shown: tuple[Statement, ...]
    more: int


@dataclass(frozen=True)
class Story:
    """A revision; `measured` says where its locks and rows were. Rows and the downgrade are told of new ones.

    `failed` is why the upgrade fails, on the empty database or only where its tables have rows.
    """

    revision: Revision
    findings: int
    ways: tuple[Way, ...]
    alterations: tuple[Alteration, ...]
    renames: tuple[Rename, ...]
    locks: tuple[Lock, ...]
    rows: tuple[Rows, ...]
    rewrites: tuple[str, ...]
    measured: str
    downgrade: Downgrade | None
    failed: str

    @property
    def seconds(self) -> float:
        return sum(way.step.seconds for way in self.ways)


def stories(review: Review) -> tuple[Story, ...]:
    """One for each revision, in the order of the chain."""
    steps = {(step.revision, step.direction): step for step in review.steps}
    overviews = {overview.revision.id: overview for overview in review.overviews}
    findings = Counter(finding.revision for finding in review.standing)
    return tuple(
        _story(revision, [steps.get((revision.id, way)) for way in WAYS], overviews.get(revision.id), findings)
        for revision in review.revisions
    )


def _story(
    revision: Revision, steps: list[Step | None], overview: Overview | None, findings: Counter[str | None]
) -> Story:
    up = steps[0]
    told = overview or up
    return Story(
        revision,
        findings[revision.id],
        ways=tuple(_ways(steps)),
        alterations=tuple(altered(up)) if up else (),
        renames=tuple(renames(up)) if up else (),
        locks=told.locks if told else (),
        rows=overview.rows if overview else (),
        rewrites=up.rewrites if up else (),
        measured=wording.measured(overview) if overview else "on empty tables",
        downgrade=overview.downgrade if overview else None,
        failed=_failed(overview, up),
    )


def _failed(overview: Overview | None, up: Step | None) -> str:
    if overview:
        return overview.error or ""
    return f"{up.error.kind}: {up.error.message}" if up and up.error else ""


def _ways(steps: list[Step | None]) -> Iterator[Way]:
    """The statements of an upgrade that is run again are those of the first."""
    for step in steps:
        if step:
            shown = () if step.direction == "up-again" else tuple(map(_cut, step.statements[:STATEMENTS]))
            yield Way(WAYS[step.direction], step, shown, len(step.statements) - STATEMENTS)


def _cut(statement: Statement) -> Statement:
    more = len(statement.sql) - CHARACTERS
    if more <= 0:
        return statement
    return replace(statement, sql=f"{statement.sql[:CHARACTERS]}\n... and {more} characters more")
