"""The new revisions where their tables have rows: one by one up, down and up again, and then all together."""

from __future__ import annotations

from migrations_check.recorder.trials.one_by_one import one_by_one
from migrations_check.recorder.trials.prepare import reach
from migrations_check.recorder.trials.seeds import SeedError, from_seed_to_seed, refuse_seed_of_nothing
from migrations_check.recorder.trials.together import together
from migrations_check.recorder.walk import Walk

__all__ = ["SeedError", "trials"]


def trials(walk: Walk, top: int) -> None:
    """Try each new revision below the position `top`; one that fails does not silence those after it."""
    first = walk.chain.before_new
    new = [n for n, revision in enumerate(walk.chain.revisions[:top]) if revision.new]
    if walk.orders["live"] and not new and top >= walk.chain.old:
        reach(walk, walk.chain.old)
    refuse_seed_of_nothing(walk)
    for left in from_seed_to_seed(walk, new):
        end = left[-1] + 1
        while left:
            failed = one_by_one(walk, first, left, end)
            left = [n for n in left if failed is not None and n > failed]
    if len(new) > 1:
        together(walk, first, new[-1] + 1)
