"""The passes of a replay: up to the head, which is judged there; down; up again; and the new revisions on rows.

Where a downgrade is missing or fails, the walk goes on below it on another database, so that one bad
downgrade never silences another revision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from migrations_check.record import Difference, Revision
from migrations_check.recorder import head, models
from migrations_check.recorder.climb import passed_through, roles
from migrations_check.recorder.environment import Steps
from migrations_check.recorder.imports import imports
from migrations_check.recorder.trials import trials
from migrations_check.recorder.walk import Walk

Stretch = tuple[int, int]


def replay(walk: Walk) -> None:
    top = up_to_head(walk)
    if top == len(walk.chain.order):
        make_models(walk)
    if walk.kept and roles(walk):
        forget(walk)
    down_and_up_again(walk, top)
    trials(walk, top)
    walk.channel.emit("imports", imports=imports(walk.chain, walk.env.root))
    if walk.kept:
        forget(walk)
    if made := roles(walk):
        walk.ask("fresh", roles=made)


def up_to_head(walk: Walk) -> int:
    """The first pass; returns the position that it reached. A copy is kept of the database before what is new."""
    failed = walk.run(upward(walk, 0))
    walk.at = walk.head
    low = walk.chain.before_new
    if failed is None and low:
        walk.ask("keep")
        walk.kept = True
        failed = walk.run(upward(walk, low))
    return len(walk.chain.order) if failed is None else failed


def upward(walk: Walk, low: int) -> Steps:
    """Up from a position: to the first new revision, and from there to the head."""
    differences: list[Difference] = []
    unprotected: list[str] = []

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        chain = walk.load(context)
        walk.look(context, preamble=True)
        high = len(chain.order) if low else chain.before_new or len(chain.order)
        yield from walk.steps(context, chain.up(low, high), "up")
        walk.head = walk.whole(context)
        walk.prove(walk.head)
        if high == len(chain.order):
            judge_head(walk, context, differences, unprotected)

    return steps


def judge_head(walk: Walk, context: Any, differences: list[Difference], unprotected: list[str]) -> None:
    """A chain that env.py walks several times (a schema a tenant) comes here each time, and adds to what was found."""
    walk.channel.emit("head", things=list(walk.head.values()))
    try:
        with walk.listener.quiet():
            found, touched = head.compare(context, walk.orders["schemas"])
    except Exception as error:
        walk.channel.emit("autogenerate", differences=[], unprotected=[], error=walk.failure(error))
        return
    differences += found
    unprotected += touched
    walk.differs = bool(differences)
    walk.channel.emit("autogenerate", differences=differences, unprotected=unprotected, error=None)


def forget(walk: Walk) -> None:
    walk.ask("forget")
    walk.kept = False


def make_models(walk: Walk) -> None:
    made: dict[str, dict[Any, Any]] = {"things": {}, "tables": {}, "named": {}, "equal_defaults": {}}

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        for name, found in models.create(context, walk.head, walk.version_tables, walk.watched).items():
            made[name].update(found)
        return iter(())

    failed = None
    walk.ask("aside")
    try:
        with walk.listener.quiet():
            walk.run(steps)
    except Exception as error:
        failed = walk.failure(error)
    told: dict[str, list[Any]] = {name: [] if failed else list(found.values()) for name, found in made.items()}
    walk.channel.emit("models", error=failed, **told)
    walk.ask("back")


def down_and_up_again(walk: Walk, top: int) -> None:
    """Between the revisions that cannot be stepped down, each stretch by itself."""
    left = stretches(walk.chain.revisions[:top], lambda revision: stays_up(walk, revision))
    if left and left[-1][1] == len(walk.chain.order):
        left = left[:-1] + exercise(walk, left[-1])
    while left:
        left = climb(walk, sorted(left))


def stretches(revisions: Iterable[Revision], stays: Callable[[Revision], bool]) -> list[Stretch]:
    """From where to where one can go down and up again, without a revision that has to stay up."""
    found, start, number = [], 0, 0
    for number, revision in enumerate(revisions, 1):
        if stays(revision):
            found.append((start, number - 1))
            start = number
    return [(low, high) for low, high in (*found, (start, number)) if low < high]


def stays_up(walk: Walk, revision: Revision) -> bool:
    """It is trusted, or changes something and has nothing to undo it with."""
    if revision.trusted or revision.downgrade == "present":
        return revision.trusted
    log = walk.logs.get((revision.id, "up"))
    return revision.downgrade != "empty" or bool(log and (any(log.changed()) or log.rows))


def climb(walk: Walk, todo: list[Stretch]) -> list[Stretch]:
    """One database, climbed once, with each stretch exercised on the way; returns what is left to do."""
    walk.ask("fresh", roles=roles(walk))
    at = 0
    for number, (low, high) in enumerate(todo):
        if not passed_through(walk, at, high):
            return []
        if left := exercise(walk, (low, high)):
            return left + todo[number + 1 :]
        at = high
    return []


def exercise(walk: Walk, stretch: Stretch) -> list[Stretch]:
    """Down over a stretch and up again; where one fails, the stretches on both sides of it are left."""
    low, high = stretch
    for direction, steps in (("down", walk.chain.down(low, high)), ("up-again", walk.chain.up(low, high))):
        failed = walk.run(noted(walk, steps, direction, high))
        if failed is not None:
            below = [] if direction == "up-again" else [_below(low, failed, high)]
            return [(start, end) for start, end in (*below, (failed + 1, high)) if start < end]
    return []


def _below(low: int, failed: int, high: int) -> Stretch:
    """A downgrade can fail by what one above it left or lost, so it is tried once more as the first to go down."""
    return (low, failed) if failed + 1 == high else (low, failed + 1)


def noted(walk: Walk, steps: list[Any], direction: str, high: int) -> Callable[[Any, Any], Iterator[Any]]:
    for step in steps:
        walk.logs.pop((step.revision.revision, direction), None)

    def taken(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        yield from walk.steps(context, steps, direction)
        if direction == "up-again" and high == len(walk.chain.order):
            walk.prove(walk.whole(context))

    return taken
