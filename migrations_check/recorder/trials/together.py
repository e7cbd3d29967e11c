"""All new revisions in one run, as the deploy will do it: env.py decides on the transactions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrations_check.recorder.step_log import StepLog
from migrations_check.recorder.trials.one_by_one import taken
from migrations_check.recorder.trials.prepare import prepared, reach
from migrations_check.recorder.trials.seeds import SeedError, seed_of
from migrations_check.recorder.walk import Walk


def together(walk: Walk, first: int, end: int) -> None:
    """As one deploy would run them: env.py decides on the transactions, and the rows stand there before the first.

    None do where a person gives some for a later one, since what was made up might never be so there.
    """
    if not reach(walk, first):
        return
    new = [revision.id for revision in walk.chain.revisions[first:end] if revision.new]
    sown_later = any(seed_of(walk, revision) for revision in new[1:])
    logs: list[StepLog] = []

    def rows(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        prepared(walk, context, new[0])
        return iter(())

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        for step in walk.chain.up(first, end):
            logs.append(StepLog(step.revision.revision, "up", step.revision.path, every_statement=False, told=False))
            yield from taken(walk, context, logs[-1], step)

    try:
        if not sown_later:
            walk.run(rows)
        failed = walk.run(steps, together=True)
    except SeedError:
        raise
    except Exception as error:
        walk.channel.emit("together", revision=None, error=walk.failure(error))
        return
    log = None if failed is None else logs[-1]
    walk.channel.emit("together", revision=log and log.revision, error=log and log.error)
