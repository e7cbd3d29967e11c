"""Each new revision by itself, on rows: up, down and up again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from migrations_check.recorder.data import read_data
from migrations_check.recorder.failing_row import FailingRow
from migrations_check.recorder.scans import Scans
from migrations_check.recorder.step_log import StepLog
from migrations_check.recorder.trials.prepare import prepared, reach
from migrations_check.recorder.trials.seeds import SeedError
from migrations_check.recorder.trials.tried import Tried
from migrations_check.recorder.walk import Walk


def one_by_one(walk: Walk, first: int, left: list[int], end: int) -> int | None:
    """Go up once more from `first`, trying the revisions at `left`; returns the position that failed."""
    if not reach(walk, first):
        return None
    trying: list[Tried] = []

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        for position in range(first, end):
            if position in left:
                yield from tried(walk, context, position, trying)
            else:
                yield from walk.steps(context, walk.chain.up(position, position + 1), None)

    try:
        failed = walk.run(steps)
    except SeedError:
        raise
    except Exception as error:
        reason = f"the revisions could not be run on rows: {walk.failure(error).message}"
        walk.channel.emit("unjudged", check="upgrade-fails-on-rows", reason=reason)
        return None
    if failed is not None and trying:
        trial = trying.pop()
        if trial.logs["up"].error:
            trial.row = blamed(walk, first, failed, trial)
        emit(walk, trial)
    return failed


def blamed(walk: Walk, first: int, position: int, trial: Tried) -> str:
    """Run the revision that failed once more, to learn by which row it does."""
    log = StepLog(trial.revision, "up", trial.logs["up"].path, every_statement=False, told=False)
    log.failing_row = FailingRow(table.address for table in trial.before.values() if table.rows)

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        yield from walk.steps(context, walk.chain.up(first, position), None)
        prepared(walk, context, trial.revision)
        yield from taken(walk, context, log, walk.chain.up(position, position + 1)[0])

    if reach(walk, first):
        with suppress(Exception):
            walk.run(steps)
    return log.failing_row.row


def tried(walk: Walk, context: Any, position: int, trying: list[Tried]) -> Iterator[Any]:
    """Up; and down and up again, where the downgrade was seen to run on the empty database."""
    revision = walk.chain.revisions[position]
    trial = prepared(walk, context, revision.id)
    trying.append(trial)
    yield from noted(walk, context, trial, "up", walk.chain.up(position, position + 1)[0])
    seen = walk.logs.get((revision.id, "down"))
    if seen and not seen.error:
        yield from noted(walk, context, trial, "down", walk.chain.down(position, position + 1)[0])
        yield from noted(walk, context, trial, "up-again", walk.chain.up(position, position + 1)[0])
    emit(walk, trying.pop())


def noted(walk: Walk, context: Any, trial: Tried, direction: str, step: Any) -> Iterator[Any]:
    """Take one step, watch it, and read the rows behind it."""
    log = StepLog(trial.revision, direction, step.revision.path, every_statement=direction == "up", told=False)
    if direction == "up":
        log.scans = Scans(lambda oid: existing(walk, log, oid))
    trial.logs[direction] = log
    yield from taken(walk, context, log, step)
    with walk.listener.quiet():
        trial.data[direction] = read_data(context.connection, walk.orders["schemas"], walk.version_tables)


def taken(walk: Walk, context: Any, log: StepLog, step: Any) -> Iterator[Any]:
    path = walk.chain.revision(log.revision).path
    walk.channel.emit("begin", revision=log.revision, direction="rows", path=path)
    context.impl.memo.clear()
    walk.listener.open(log)
    yield step
    walk.listener.close(context.connection)


def existing(walk: Walk, log: StepLog, oid: int) -> Any:
    """The table with this oid, if it stood there before the step."""
    thing = walk.listener.known.relation(oid)
    return thing if thing and log.before.get(thing.key, thing) else None


def emit(walk: Walk, trial: Tried) -> None:
    seen = walk.logs.get((trial.revision, "up"))
    touched = (seen.touched() if seen else set()) | trial.logs["up"].touched()
    walk.channel.emit("trial", **vars(trial.told(touched)))
