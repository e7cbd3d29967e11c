"""Which of several losses are worth a sentence of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from migrations_check.record.trial import Loss


def untold(losses: Iterable[Loss], told: Collection[str]) -> Iterator[Loss]:
    """Each table and column once: not what is told already, and no column of a table whose rows are."""
    said = set(told)
    for loss in losses:
        if not {loss.table, loss.subject} & said:
            said.add(loss.subject)
            yield loss
