"""What is known of a database while a chain walks over it: kept up to date from readings."""

from __future__ import annotations

from collections import defaultdict

from migrations_check.recorder.catalog.reading import Reading
from migrations_check.snapshot import Key, Snapshot, Thing

CLUSTER = frozenset({"role", "default privileges", "setting", "database"})


class Known:
    """The present snapshot, and an index from an object's identity to the things that make it up."""

    def __init__(self, things: Snapshot, version_tables: set[str]) -> None:
        self._version_tables = version_tables
        self.things: Snapshot = {}
        self._by_object: dict[str, set[Key]] = defaultdict(set)
        self._cluster: set[Key] = set()
        for thing in things.values():
            self._put(thing)

    def take(self, reading: Reading) -> dict[Key, tuple[Thing | None, Thing | None]]:
        """Bring the snapshot up to date; what was in place of each key that may differ, and what is now."""
        if reading.whole:
            stale = set(self.things)
        else:
            cluster = self._cluster if reading.cluster else ()
            stale = set(cluster).union(*(self._by_object.get(o, ()) for o in reading.reached))
        keys = stale | reading.things.keys()
        before = {key: self.things.get(key) for key in keys}
        for key in stale:
            self._remove(key)
        for thing in reading.things.values():
            self._put(thing)
        return {key: (old, now) for key, old in before.items() if old != (now := self.things.get(key))}

    def relation(self, oid: int) -> Thing | None:
        keys = self._by_object.get(f"1259:{oid}", ())
        return next((self.things[key] for key in keys if key[0] != "column"), None)

    def is_version_table(self, thing: Thing) -> bool:
        return thing.address in self._version_tables or thing.of in self._version_tables

    def _put(self, thing: Thing) -> None:
        if self.is_version_table(thing):
            return
        if thing.key in self.things:
            self._remove(thing.key)
        self.things[thing.key] = thing
        self._by_object[thing.object].add(thing.key)
        if thing.kind in CLUSTER:
            self._cluster.add(thing.key)

    def _remove(self, key: Key) -> None:
        thing = self.things.pop(key)
        self._by_object[thing.object].discard(key)
        self._cluster.discard(key)
