"""What a step added, changed, dropped and renamed, in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial

from migrations_check.overview.nouns import Alteration, Rename
from migrations_check.record import Step
from migrations_check.snapshot import Change, Thing, differing
from migrations_check.words import facts

SELF_EVIDENT = frozenset(["owner", "grants", "comment"])


def altered(step: Step) -> Iterator[Alteration]:
    """In the order of the statements; a renamed thing only where it is also defined otherwise."""
    renamed = _renamed(step)
    olds = {old.thing.key for old, _ in renamed}
    was = {new.thing.key: old.before for old, new in renamed}
    for change in sorted(step.changes, key=partial(_place, step)):
        if change.thing.key in olds or _by_itself(change):
            continue
        before = was.get(change.thing.key, change.before)
        if change.thing.key not in was or differing(before, change.after):
            yield _alteration(Change(before, change.after), step.line_of(change))


def _alteration(change: Change, line: int | None) -> Alteration:
    before, after = change.before, change.after
    names = differing(before, after) if before and after and not change.lost else None
    was, now = (_told(thing, names) if thing else "" for thing in (before, after))
    if before and after and was == now:
        was, now = "", "unchanged"
    return Alteration(_what(change), change.kind, change.address, change.thing.of, was, now, line)


def _what(change: Change) -> str:
    if change.before is None:
        return "added"
    if change.after is None:
        return "dropped"
    return "dropped and made again" if change.lost else "changed"


def _told(thing: Thing, names: Iterable[str] | None) -> str:
    """The facts of these names; without names all that a reader asks for."""
    definition = thing.definition
    if names is not None:
        return facts(definition, names, None).removeprefix("type ")
    if thing.kind == "column":
        definition = {"type": definition.get("type"), "not null": False, **definition}
    left_out = SELF_EVIDENT if thing.kind != "constraint" else {*SELF_EVIDENT, "type"}
    return facts(definition, (name for name in definition if name not in left_out), None).removeprefix("type ")


def _by_itself(change: Change) -> bool:
    """What Postgres does besides: a sequence comes and goes with its column, a changed type builds an index anew."""
    if change.before is None or change.after is None:
        return change.kind == "sequence" and bool(change.thing.of)
    return change.statement is None and not differing(change.before, change.after)


def _place(step: Step, change: Change) -> tuple[int, bool, bool, str, int]:
    """By line; types before the tables that use them, a table before what belongs to it, columns in their order."""
    number = int(change.thing.identity.rpartition(":")[2] or 0)
    return step.line_of(change) or sys.maxsize, change.kind != "type", change.kind != "table", change.kind, number


def _renamed(step: Step) -> list[tuple[Change, Change]]:
    return [pair for kind in dict.fromkeys(change.kind for change in step.changes) for pair in step.renamed(kind)]


def renames(step: Step) -> Iterator[Rename]:
    """The outermost: what belongs to a renamed table has kept its own name."""
    for old, new in _renamed(step):
        if _own_name(old.thing) != _own_name(new.thing):
            yield Rename(old.kind, old.address, new.address, step.line_of(new))


def _own_name(thing: Thing) -> str:
    return thing.address.removeprefix(thing.of)
