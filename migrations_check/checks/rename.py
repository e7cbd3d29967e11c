"""A table, view, column or enum value gets another name.

The running bot still uses the old name: from the upgrade until it is started anew, each query that does so fails.

Instead: do it in two releases: add the new name beside the old one and write both, then move the bot over and drop
the old one; or stop the bot before the upgrade.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import ran, told
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Step
from migrations_check.snapshot import Change, Thing
from migrations_check.words import named, several

severity = Severity.WARNING
scope = Scope.NEW

KINDS = ("schema", "table", "view", "materialized view", "column")


def findings(record: Record) -> Iterator[Finding]:
    for step in ran(record):
        for went, old, new in _renamed(step, record):
            yield told(record, step, went, f"{named(old)} is renamed to {new.address}")
        for change in step.changes:
            if change.schema in record.schemas and (labels := _labels(change)):
                yield told(record, step, change, f"value {several(labels)}")


def _renamed(step: Step, record: Record) -> Iterator[tuple[Change, Thing, Thing]]:
    """What has another name now; not where only its table or schema has, nor what is moved to others."""
    schemas = {went.schema for went, _ in step.renamed("schema")}
    for kind in KINDS:
        for went, came in step.renamed(kind):
            old, new = went.before, came.thing
            outside = kind != "schema" and new.schema not in record.schemas
            moved = kind != "column" and went.schema not in schemas
            if old and old.schema in record.schemas and not outside and (moved or _name(old) != _name(new)):
                yield went, old, new


def _name(thing: Thing) -> str:
    return thing.address.rpartition(".")[2]


def _labels(change: Change) -> list[str]:
    """Labels of an enum that have another name now: Postgres can rename one, and cannot take one away."""
    if change.kind != "type" or change.lost or change.before is None or change.after is None:
        return []
    before, after = (list(thing.definition.get("values", ())) for thing in (change.before, change.after))
    is_renamed = f"of {change.address} is renamed"
    if len(before) == len(after):
        return [f"{old} {is_renamed} to {new}" for old, new in zip(before, after, strict=True) if old != new]
    return [f"{old} {is_renamed}" for old in before if old not in after]
