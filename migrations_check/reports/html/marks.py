"""What the new revisions together made of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrations_check.review import Review
from migrations_check.snapshot import Change, Thing

# Dropped and made again under its name, these are empty; an index or a constraint is as before.
WITH_ROWS = ("table", "column")


def net(review: Review) -> tuple[Change, ...]:
    """One for each thing that is not as it was before the new revisions.

    What came and went again is none; what was renamed is one, from its old address to its new.
    """
    first: dict[str, Thing | None] = {}
    last: dict[str, Thing | None] = {}
    for step in review.steps:
        if step.direction == "up" and step.revision in review.new:
            before = {change.before.identity: change.before for change in step.changes if change.before}
            after = {change.after.identity: change.after for change in step.changes if change.after}
            for identity in {**before, **after}:
                first.setdefault(identity, before.get(identity))
                last[identity] = after.get(identity)
    return tuple(_joined(Change(first[identity], last[identity]) for identity in first))


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """What went and what came under the same name are one change."""
    told = [change for change in changes if change.before or change.after]
    came = {change.thing.key: change for change in told if change.before is None}
    gone = {change.thing.key: change for change in told if change.after is None}
    for change in told:
        other = came.get(change.thing.key)
        if change.after is None and other:
            change = Change(change.before, other.after)
        elif change.before is None and change.thing.key in gone:
            continue
        if mark(change):
            yield change


def mark(change: Change | None) -> str:
    """`new`, `dropped`, `made anew`, `was` with the old name, `changed`, or nothing."""
    if change is None or change.before is change.after:
        return ""
    if change.before is None:
        return "new"
    if change.after is None:
        return "dropped"
    if change.lost and change.kind in WITH_ROWS:
        return "made anew"
    was, name = (own_name(thing) for thing in (change.before, change.after))
    if was != name:
        return f"was {was}"
    return "changed" if change.before.definition != change.after.definition else ""


def own_name(thing: Thing) -> str:
    """Without the table's or the schema's: `topic` of `cfg.tickets.topic`."""
    return thing.address.removeprefix(f"{thing.of}.").removeprefix(f"{thing.schema}.")
