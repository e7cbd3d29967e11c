"""An index is dropped that the models keep, or that belongs to a table whose model did not change.

Autogenerate does so when it does not see an index that was made by hand, or compares it wrongly; what it made fast
or kept unique is so no longer, and nothing fails until it hurts.

Instead: take the drop out of the migration, and write the index into its model; to drop it on purpose, take it out of
the model in the same change.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import dropped, told
from migrations_check.checks.reading.touched import Touched, covers, same_but_name
from migrations_check.checks.unmapped_table import models_missing
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record, Step
from migrations_check.snapshot import Change, Snapshot, Thing

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    candidates = list(_dropped(record))
    if not candidates:
        return
    if record.models is None or record.models.error:
        yield NotJudged(record.no_head or models_missing(record))
        return
    touched = Touched.between(record.base, record.models.things) if record.base is not None else None
    left = False
    for step, change, index in candidates:
        if _kept(index, record.models.things, record.head or {}):
            yield told(record, step, change, f"index {index.address} on {index.of} is dropped, and the models keep it")
        elif touched and not touched.has_any_of(index.of):
            message = f"index {index.address} is dropped, and the model of {index.of} did not change since the base"
            yield told(record, step, change, message)
        elif touched is None:
            left = True
    if left:
        yield NotJudged(record.no_head or record.no_base)


def _dropped(record: Record) -> Iterator[tuple[Step, Change, Thing]]:
    """Indexes that are dropped by themselves, and not with a column that they cover."""
    for step, change, index in dropped(record, "index"):
        columns = [lost.before for lost in step.lost("column") if lost.before]
        if change.after is None and not covers(index, columns) and "part of" not in index.definition:
            yield step, change, index


def _kept(index: Thing, models: Snapshot, head: Snapshot) -> bool:
    """The models have it by its name, or one that is the same but for its name; and the head does not."""
    if index.key in models:
        return index.key not in head
    return _twin(index, models) and not _twin(index, head)


def _twin(index: Thing, things: Snapshot) -> bool:
    return any(same_but_name(index, other) for other in things.values())
