"""What is written down of one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from migrations_check.record import Failure, Lock, Rows, Statement
from migrations_check.recorder.failing_row import FailingRow
from migrations_check.recorder.scans import Scans
from migrations_check.snapshot import Change, Key, Thing

SPOKEN = {"default privileges": "default privileges", "setting": "set", "database": "database"}


@dataclass
class StepLog:
    """What one step did; a chain that env.py walks several times (a schema a tenant) adds to the same log.

    `told` is whether the parent is told of it as a step; `scans` watches each statement of an upgrade on rows, and
    `failing_row` seeks the row by which one fails.
    """

    revision: str
    direction: str
    path: str
    every_statement: bool
    told: bool = True
    scans: Scans | None = None
    failing_row: FailingRow | None = None
    seconds: float = 0.0
    statements: list[Statement] = field(default_factory=list)
    before: dict[Key, Thing | None] = field(default_factory=dict)
    after: dict[Key, Thing | None] = field(default_factory=dict)
    by_object: dict[str, list[int]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    locks: dict[tuple[str, str], float] = field(default_factory=dict)
    rewrites: list[str] = field(default_factory=list)
    rows: dict[str, Rows] = field(default_factory=dict)
    error: Failure | None = None

    def changes(self) -> list[Change]:
        return [replace(change, statement=self._statement_of(change)) for change in self.changed()]

    def changed(self) -> Iterator[Change]:
        """The changes without the statements that made them, which take long to find."""
        pairs = ((old, self.after[key]) for key, old in self.before.items())
        return (Change(old, new) for old, new in pairs if _state(old) != _state(new))

    def held(self) -> tuple[Lock, ...]:
        return tuple(Lock(relation, mode, round(s, 6)) for (relation, mode), s in self.locks.items())

    def touched(self) -> set[str]:
        """The relations that this step changed, wrote to or locked."""
        changed = {address for change in self.changed() for address in (change.address, change.thing.of)}
        return {*changed, *self.rows, *(relation for relation, _ in self.locks)}

    def as_event(self) -> dict[str, Any]:
        return {
            "revision": self.revision,
            "direction": self.direction,
            "seconds": round(self.seconds, 6),
            "statements": self.statements,
            "changes": sorted(self.changes(), key=lambda c: (c.statement or 0, c.kind, c.address)),
            "locks": self.held(),
            "rewrites": self.rewrites,
            "rows": list(self.rows.values()),
            "error": self.error,
        }

    def _statement_of(self, change: Change) -> int | None:
        """The last that touched it; of a column the one that speaks of it; of what was made anew the drop."""
        old, new = change.before, change.after
        anew = old is not None and new is not None and old.identity != new.identity
        for thing in (old, new) if anew or new is None else (new, old):
            if thing is not None and (touched := self.by_object.get(thing.object)):
                if thing.kind != "column":
                    return touched[-1]
                speaking = self._speaking(thing, touched) or touched
                return speaking[0] if anew else speaking[-1]
        return self._by_name(new or old)

    def _by_name(self, thing: Thing | None) -> int | None:
        """For what no event trigger tells of: grants, what belongs to the cluster, and constraints of a table."""
        assert thing is not None
        speaking = self._speaking(thing, range(len(self.statements)))
        return next(iter((*speaking, *reversed(self.by_object.get(self.owners.get(thing.of, ""), [])))), None)

    def _speaking(self, thing: Thing, numbers: Iterable[int]) -> list[int]:
        name = SPOKEN.get(thing.kind, thing.address)
        return [number for number in numbers if self.statements[number].speaks_of(name)]


def _state(thing: Thing | None) -> Any:
    return thing and (thing.identity, thing.definition)
