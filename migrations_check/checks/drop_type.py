"""A migration drops a type: an enum, a domain or a composite type.

Columns of that type go away or were changed before, a downgrade has to make it anew, and the running bot, which
remembers the type it met, fails until it is started again.

Instead: leave the type until no release uses it; add a value to an enum with ALTER TYPE ... ADD VALUE instead of
making it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.checks.reading.dropped import dropped, told, verb
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record
from migrations_check.snapshot import Change, Thing
from migrations_check.words import named, short

severity = Severity.ERROR
scope = Scope.NEW


def findings(record: Record) -> Iterator[Finding]:
    for step, change, type_ in dropped(record, "type"):
        yield told(record, step, change, f"{named(type_)} is {verb(change)}{_values(change, type_)}")


def _values(change: Change, type_: Thing) -> str:
    """The values that no longer exist: all, or those that the new one lacks."""
    kept = change.after.definition.get("values", ()) if change.after else ()
    lost = [value for value in type_.definition.get("values", ()) if value not in kept]
    return f"; gone with it: {short(lost)}" if lost else ""
