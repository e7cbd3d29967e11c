"""How long each revision took, as bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from migrations_check.record import Step
from migrations_check.review import Review

WIDTH = 1000
HEIGHT = 160
WAYS = ("up", "down", "up-again")


@dataclass(frozen=True)
class Part:
    """Of a bar: which way, and its place in the picture, whose height stands for the longest revision."""

    way: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Time:
    """Of one revision, in seconds; None where it did not go that way."""

    revision: str
    message: str
    seconds: tuple[float | None, ...]
    parts: tuple[Part, ...]

    @property
    def total(self) -> float:
        return sum(second or 0.0 for second in self.seconds)


def times(review: Review) -> tuple[Time, ...]:
    """One for each revision that ran, in the order of the chain."""
    steps: dict[str, dict[str, Step]] = {}
    for step in review.steps:
        steps.setdefault(step.revision, {})[step.direction] = step
    longest = max((sum(step.seconds for step in own.values()) for own in steps.values()), default=0.0) or 1.0
    ran = [revision for revision in review.revisions if revision.id in steps]
    width = WIDTH / max(len(ran), 1)
    return tuple(
        Time(
            revision.id,
            revision.message,
            tuple(own[way].seconds if way in own else None for way in WAYS),
            tuple(_parts(own, number * width, width, HEIGHT / longest)),
        )
        for number, revision in enumerate(ran)
        for own in (steps[revision.id],)
    )


def _parts(own: dict[str, Step], x: float, width: float, scale: float) -> Iterator[Part]:
    """From the bottom up, with a gap to the next revision."""
    y = float(HEIGHT)
    for way in WAYS:
        if way in own:
            height = own[way].seconds * scale
            y -= height
            yield Part(way, round(x, 2), round(y, 2), round(width * 0.8, 2), round(height, 2))
