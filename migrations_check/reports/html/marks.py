"""What the new revisions together made of the schema."""

from __future__ import annotations

from migrations_check.review import Review
from migrations_check.snapshot import Change, Thing


def net(review: Review) -> tuple[Change, ...]:
    """One for each thing that is not as it was before the new revisions; what came and went again is none.

    A thing that was renamed is one change, from its old address to its new.
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
    return tuple(Change(first[identity], last[identity]) for identity in first if _differs(first, last, identity))


def _differs(first: dict[str, Thing | None], last: dict[str, Thing | None], identity: str) -> bool:
    before, after = first[identity], last[identity]
    if before is None or after is None:
        return before is not after
    return (before.address, before.definition) != (after.address, after.definition)


def mark(change: Change | None) -> str:
    """`new`, `dropped`, `was` with the old name, `changed`, or nothing."""
    if change is None:
        return ""
    if change.before is None:
        return "new"
    if change.after is None:
        return "dropped"
    if change.before.address.rpartition(".")[2] != change.after.address.rpartition(".")[2]:
        return f"was {change.before.address.rpartition('.')[2]}"
    return "changed" if change.before.definition != change.after.definition else ""
