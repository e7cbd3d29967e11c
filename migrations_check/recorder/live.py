"""The live schema in the place of the chain's: told beside it, and stamped, so that the new revisions run on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrations_check.recorder.walk import Walk


def lay(walk: Walk) -> None:
    """The database stands at the revision that the live one is at, and afterwards holds the live schema."""
    walk.ask("lay")

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        walk.channel.emit("live", things=list(walk.listener.known.things.values()), at=list(walk.at.values()))
        return iter(walk.script._stamp_revs(walk.orders["since"], heads))

    with walk.listener.quiet():
        walk.run(steps)
