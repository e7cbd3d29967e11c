"""Coming to a position of the chain once more, on a new database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrations_check.recorder.walk import Walk


def passed_through(walk: Walk, low: int, high: int, check: str = "downgrade-differs") -> bool:
    """Up, unheard; where what once went up does not a second time, what is left cannot be judged."""

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        yield from walk.steps(context, walk.chain.up(low, high), None)

    try:
        walk.run(steps)
        return True
    except Exception as error:
        reason = f"the chain went up once and not again, in a new database: {walk.failure(error).message}"
        walk.channel.emit("unjudged", check=check, reason=reason)
        return False


def roles(walk: Walk) -> list[str]:
    """Those that the chain made: they belong to the whole cluster, and a new database does not take them away."""
    changes = (change for log in walk.logs.values() for change in log.changed())
    return sorted({c.address for c in changes if c.kind == "role" and c.before is None})
