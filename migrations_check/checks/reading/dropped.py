"""What the new upgrades drop in the managed schemas."""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding
from migrations_check.record import Record, Step
from migrations_check.snapshot import Change, Thing


def ran(record: Record) -> Iterator[Step]:
    """The new upgrades that did not fail on the empty database."""
    return (step for step in record.new_upgrades if not step.error)


def dropped(record: Record, kind: str) -> Iterator[tuple[Step, Change, Thing]]:
    """Each step that drops a thing of this kind, with the thing; nothing that goes away with its table or schema.

    A partition goes away with the table that it is a part of.
    """
    for step in ran(record):
        schemas = {thing.schema for _, thing in _lost(step, "schema")} if kind != "schema" else set()
        tables = {thing.address for _, thing in _lost(step, "table")}
        for change, thing in _lost(step, kind):
            holders = {thing.of, *thing.definition.get("inherits", ())}
            if thing.schema in record.schemas and thing.schema not in schemas and not holders & tables:
                yield step, change, thing


def names_dropped(step: Step) -> set[str]:
    """The addresses of tables and columns that are dropped, by themselves or with what holds them."""
    return {thing.address for kind in ("table", "column") for _, thing in _lost(step, kind)}


def told(record: Record, step: Step, change: Change, message: str) -> Finding:
    """A finding about what a change did, on the line that did it."""
    revision = record.revision(step.revision)
    line = step.line_of(change) or revision.upgrade_line
    return Finding(change.address, message, revision.path, line, revision.id)


def verb(change: Change) -> str:
    return "dropped and made again" if change.after else "dropped"


def _lost(step: Step, kind: str) -> Iterator[tuple[Change, Thing]]:
    return ((change, change.before) for change in step.lost(kind) if change.before)
