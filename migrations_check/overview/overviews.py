"""An overview of each new revision, from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrations_check.finding import Finding
from migrations_check.overview.altered import altered, renames
from migrations_check.overview.nouns import Downgrade, Overview
from migrations_check.record import Lock, Record, Revision, Step, Trial
from migrations_check.record.losses import untold

IN_TABLES = ("column", "constraint", "index", "trigger", "policy", "rule", "statistics")
NO_TABLES = ("index", "sequence", "type")
OF_DOWNGRADES = ("missing-downgrade", "downgrade-fails", "downgrade-differs", "lossy-downgrade")
# From the weakest to the strongest; AccessShareLock is not recorded.
MODES = (
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
)


def overviews(record: Record, findings: Iterable[Finding] = ()) -> tuple[Overview, ...]:
    """One for each new revision, in the order of the chain; the findings tell what a downgrade does not restore."""
    told = [finding for finding in findings if finding.check in OF_DOWNGRADES]
    no_tables = _no_tables(record)
    return tuple(_overview(record, revision, told, no_tables) for revision in record.new)


def _no_tables(record: Record) -> set[str]:
    """What rows, locks and constraints can be of besides: a reader asks for the tables."""
    changed = (change.thing for step in record.steps for change in step.changes)
    return {thing.address for thing in (*(record.head or {}).values(), *changed) if thing.kind in NO_TABLES}


def _overview(record: Record, revision: Revision, findings: list[Finding], no_tables: set[str]) -> Overview:
    up, down = (record.step(revision.id, direction) or _not_run(revision.id) for direction in ("up", "down"))
    trial = record.trial(revision.id)
    with_rows = trial is not None and not trial.error and any(trial.rows.values())
    moved, locks = (trial.moved, trial.locks) if trial and with_rows else (up.rows, up.locks)
    rows = tuple(one for one in moved if one.relation not in no_tables)
    alterations = tuple(altered(up))
    return Overview(
        revision,
        tables=tuple(sorted({*_tables(up), *(one.relation for one in rows)} - no_tables)),
        schemas=tuple(sorted({*(change.schema for change in up.changes), *(one.schema for one in rows)} - {""})),
        columns=tuple(one for one in alterations if one.kind == "column"),
        others=tuple(one for one in alterations if one.kind != "column"),
        renames=tuple(renames(up)),
        rows=rows,
        locks=_strongest(lock for lock in locks if lock.relation not in no_tables),
        with_rows=with_rows,
        rewrites=tuple(one for one in up.rewrites if one not in no_tables),
        downgrade=_downgrade(record, revision, findings, trial),
        up=up.statements,
        down=down.statements,
        error=_error(up, trial),
    )


def _error(up: Step, trial: Trial | None) -> str | None:
    failure, where = up.error, ""
    if trial and trial.error and not failure:
        failure, where = trial.error, "where its tables have rows: "
    return f"{where}{failure.kind}: {failure.message}" if failure else None


def _not_run(revision: str) -> Step:
    return Step(revision, "", 0.0, statements=(), changes=(), locks=(), rewrites=(), rows=(), error=None)


def _tables(step: Step) -> Iterator[str]:
    for change in step.changes:
        if change.kind == "table":
            yield change.address
        elif change.kind in IN_TABLES:
            yield change.thing.of


def _strongest(locks: Iterable[Lock]) -> tuple[Lock, ...]:
    found: dict[str, Lock] = {}
    for lock in sorted(locks, key=lambda lock: (_strength(lock), lock.seconds)):
        found[lock.relation] = lock
    return tuple(sorted(found.values(), key=lambda lock: lock.relation))


def _strength(lock: Lock) -> int:
    return MODES.index(lock.mode) if lock.mode in MODES else -1


def _downgrade(record: Record, revision: Revision, findings: list[Finding], trial: Trial | None) -> Downgrade:
    with_rows = trial is not None and trial.went_down
    own = [finding for finding in findings if finding.revision == revision.id]
    told = {finding.subject for finding in own}
    differs = (*_found(own), *(_losses(trial, told) if trial else ()))
    if differs:
        return Downgrade(False, differs, with_rows)
    if record.step(revision.id, "down") is None:
        return Downgrade(None, (_not_tried(record, revision),))
    return Downgrade(True, (), with_rows)


def _found(findings: Iterable[Finding]) -> Iterator[str]:
    """Each check with its subjects: what exactly differs is told with the findings."""
    subjects: dict[str, list[str]] = {}
    for one in findings:
        subjects.setdefault(one.check, []).extend([one.subject] if one.subject != one.revision else [])
    for check, told in subjects.items():
        yield f"{check}: {', '.join(told)}" if told else check


def _losses(trial: Trial, told: set[str]) -> Iterator[str]:
    """Also those that a drop has to answer for: what it took does not come back."""
    down = set(trial.lost_down)
    for loss in untold((*trial.lost_down, *trial.lost_again), told):
        what = "values" if loss.column else "rows"
        how = "come back" if loss in down else "come back with the upgrade after it"
        yield f"{loss.subject}: {loss.count} of {loss.of} {what} do not {how}"


def _not_tried(record: Record, revision: Revision) -> str:
    up = record.step(revision.id, "up")
    if up and up.error:
        return "the upgrade failed"
    if revision.trusted:
        return "trusted history is not stepped down"
    return record.no_head or "the replay did not step it down"
