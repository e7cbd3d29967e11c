"""A schema as data, and the difference of two.

Standard library only: the recorder uses it inside the project's own interpreter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Key = tuple[str, str]


@dataclass(frozen=True)
class Thing:
    """One thing in a database, as the catalog tells it.

    `address` is quoted as Postgres quotes it: `cfg.tickets.topic`. `identity` is what Postgres itself
    calls it (catalog, oid, column number), so a thing dropped and made again is another thing.
    `of` is the address of the table it belongs to. `filenode` is where its rows lie on disk.
    """

    kind: str
    schema: str
    address: str
    of: str
    definition: Mapping[str, Any]
    identity: str
    filenode: int = 0

    @property
    def key(self) -> Key:
        return self.kind, self.address

    @property
    def object(self) -> str:
        """The identity without the column: `1259:16402` for the table and for each of its columns."""
        return self.identity.rsplit(":", 1)[0]

    def as_json(self) -> list[Any]:
        return [*vars(self).values()]


Snapshot = dict[Key, Thing]


@dataclass(frozen=True)
class Change:
    """What one step did to one thing: `before` is None where it was made, `after` where it went away.

    `statement` is the number, in its step, of the statement that did it.
    """

    before: Thing | None
    after: Thing | None
    statement: int | None = None

    @property
    def thing(self) -> Thing:
        thing = self.after or self.before
        assert thing is not None
        return thing

    @property
    def kind(self) -> str:
        return self.thing.kind

    @property
    def address(self) -> str:
        return self.thing.address

    @property
    def schema(self) -> str:
        return self.thing.schema

    @property
    def lost(self) -> bool:
        """It went away, or was dropped and made again under its name."""
        return self.before is not None and (self.after is None or self.after.identity != self.before.identity)

    def as_json(self) -> dict[str, Any]:
        return {
            "before": self.before and self.before.as_json(),
            "after": self.after and self.after.as_json(),
            "statement": self.statement,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Change:
        before, after = (Thing(*thing) if thing else None for thing in (data["before"], data["after"]))
        return cls(before, after, data["statement"])


def snapshot(things: Iterable[Thing]) -> Snapshot:
    return {thing.key: thing for thing in things}


def difference(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Every thing that was made, went away, was made anew or is defined otherwise."""
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None or _state(old) != _state(new):
            yield Change(old, new)


def differing(before: Thing | None, after: Thing | None) -> list[str]:
    """The names of the facts in which two definitions of a thing differ."""
    old = before.definition if before else {}
    new = after.definition if after else {}
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _state(thing: Thing) -> tuple[Any, ...]:
    return thing.identity, thing.definition
