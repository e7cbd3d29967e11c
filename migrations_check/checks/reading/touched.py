"""What the change to the models touched since the base: tables, indexes and constraints, by their definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migrations_check import normal
from migrations_check.snapshot import Change, Key, Snapshot, Thing

LOOSE = ("index", "constraint")


@dataclass(frozen=True)
class Touched:
    """The differences between two catalogs of the models.

    `tables` changed, in themselves or in a column; `whole` came or went; `loose` are the indexes and constraints that
    changed, as they were and as they are; `known` is everything that either has.
    """

    tables: frozenset[str]
    whole: frozenset[str]
    loose: tuple[Thing, ...]
    known: frozenset[Key]

    @classmethod
    def between(cls, base: Snapshot, now: Snapshot) -> Touched:
        changes = [Change(base.get(key), now.get(key)) for key in dict.fromkeys([*base, *now])]
        changes = [change for change in changes if redefined(change)]
        tables = {table_of(c.thing) for c in changes if c.kind in ("table", "column")}
        whole = {c.address for c in changes if c.kind == "table" and not (c.before and c.after)}
        loose = [thing for c in changes if c.kind in LOOSE for thing in (c.before, c.after) if thing]
        return cls(frozenset(tables), frozenset(whole), tuple(loose), frozenset([*base, *now]))

    def has_loose(self, thing: Thing) -> bool:
        """An index or constraint of that name changed, or one that is the same but for its name."""
        return thing.of in self.whole or any(
            other.key == thing.key or same_but_name(other, thing) for other in self.loose
        )

    def has_any_of(self, table: str) -> bool:
        """The table changed, or anything that belongs to it."""
        return table in self.tables or any(thing.of == table for thing in self.loose)


def redefined(change: Change) -> bool:
    """It came, went or has another definition; dropped and made again alike is none of these."""
    if change.before is None or change.after is None:
        return True
    before, after = change.before, change.after
    return before.definition != after.definition and _definition(before) != _definition(after)


def same_but_name(one: Thing, other: Thing) -> bool:
    return (one.kind, one.of) == (other.kind, other.of) and _definition(one) == _definition(other)


def table_of(thing: Thing) -> str:
    return thing.of or thing.address


def covers(thing: Thing, columns: Iterable[Thing]) -> bool:
    """An index or constraint speaks of one of these columns of its table."""
    tokens = normal.TOKEN.finditer(str(thing.definition.get("definition", "")))
    names = {match[0] for match in tokens if match.lastgroup == "name"}
    return any(column.of == thing.of and column.address[len(column.of) + 1 :] in names for column in columns)


def _definition(thing: Thing) -> Mapping[str, object]:
    """What a model can say of it."""
    quiet = normal.QUIET - {"comment"} if thing.kind in normal.COMMENTED else normal.QUIET
    return {name: value for name, value in normal.definition(thing).items() if name not in quiet}
