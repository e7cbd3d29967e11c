"""A downgrade does not restore the schema before it, or the upgrade cannot be repeated after it.

Going down and up again then fails on what was left, or leaves a schema that no migration describes and no
other database has.

Instead: let the downgrade undo exactly what the upgrade does: the same tables, columns, types, defaults, constraints
and indexes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from migrations_check import normal
from migrations_check.checks.reading.causes import on_rows, raised
from migrations_check.checks.reading.touched import LOOSE, same_but_name
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record, Revision, Step, Trial
from migrations_check.snapshot import Change, Key, Thing
from migrations_check.words import facts_apart, named

severity = Severity.ERROR
scope = Scope.EACH

State = Mapping[Key, Thing | None]
NOT_RESTORED = {"constraint": frozenset({"valid"})}


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    history = _History.of(record)
    left = False
    for number, revision in enumerate(record.revisions):
        up, down = record.step(revision.id, "up"), record.step(revision.id, "down")
        if revision.trusted or revision.downgrade not in ("present", "empty") or not up or up.error:
            continue
        left = left or not down
        if down and not down.error:
            again = record.step(revision.id, "up-again")
            said = list(_of(revision, history.around(number, (up, down, again)), down, again))
            yield from said or _on_rows(revision, record.trial(revision.id), again)
    if left and record.broke_at and record.no_head:
        yield NotJudged(record.no_head)


@dataclass(frozen=True)
class _Around:
    """What stood there before and after the first way up, and before and after the way down."""

    start: State
    after_up: State
    before_down: State
    after_down: State

    def came_whole(self, key: Key) -> bool:
        """Nothing above had lost or left it on the way down: that is told of the revision that did."""
        return same(self.after_up[key], self.before_down[key])


@dataclass(frozen=True)
class _History:
    """How each thing changed on the first way up, and on the way down; `tops` is from where one came down in one go."""

    ups: Mapping[Key, list[tuple[int, Change]]]
    downs: Mapping[Key, list[tuple[int, Change]]]
    tops: Mapping[int, int]

    @classmethod
    def of(cls, record: Record) -> _History:
        ups: dict[Key, list[tuple[int, Change]]] = defaultdict(list)
        downs: dict[Key, list[tuple[int, Change]]] = defaultdict(list)
        tops: dict[int, int] = {}
        for number, revision in enumerate(record.revisions):
            for direction, told in (("up", ups), ("down", downs)):
                step = record.step(revision.id, direction)
                for change in step.changes if step and not step.error else ():
                    told[change.thing.key].append((number, change))
        for number, revision in reversed([*enumerate(record.revisions)]):
            step = record.step(revision.id, "down")
            if step and not step.error:
                tops[number] = tops.get(number + 1, number)
        return cls(ups, downs, tops)

    def around(self, number: int, steps: Iterable[Step | None]) -> _Around:
        taken = [step for step in steps if step and not step.error]
        keys = list(dict.fromkeys(change.thing.key for step in taken for change in step.changes))
        return _Around(
            {key: self._up_to(key, number) for key in keys},
            {key: self._up_to(key, number + 1) for key in keys},
            {key: self._down_to(key, number + 1, self.tops[number]) for key in keys},
            {key: self._down_to(key, number, self.tops[number]) for key in keys},
        )

    def _up_to(self, key: Key, count: int) -> Thing | None:
        """With the first so many revisions, before anything went down."""
        told = self.ups.get(key, [])
        passed = [change for number, change in told if number < count]
        if passed:
            return passed[-1].after
        if told:
            return told[0][1].before
        downs = self.downs.get(key, [])
        return downs[-1][1].before if downs else None

    def _down_to(self, key: Key, count: int, top: int) -> Thing | None:
        """With the first so many revisions, having come down from the one at `top`."""
        told = [change for number, change in self.downs.get(key, []) if count <= number <= top]
        return told[0].after if told else self._up_to(key, top + 1)


def _of(revision: Revision, around: _Around, down: Step, again: Step | None) -> Iterator[Finding]:
    def went_down(key: Key) -> str | None:
        if not around.came_whole(key):
            return None
        return _undone(around.start[key], around.after_up[key], around.after_down[key])

    said = list(_differences(revision, around.start, around.after_down, went_down, down, revision.downgrade_line))
    yield from said
    if again is None or said:
        return
    if again.error and not again.error.missing:
        message = f"after the downgrade the upgrade of {revision.id} cannot be repeated: {raised(again.error)}"
        yield Finding(revision.id, message, revision.path, again.error.line or revision.upgrade_line, revision.id)
    elif not again.error:
        after_again = _after(around.after_down, again)

        def went_up(key: Key) -> str | None:
            return _repeated(around.after_up[key], after_again[key]) if around.came_whole(key) else None

        yield from _differences(revision, around.after_up, after_again, went_up, again, revision.upgrade_line)


def _on_rows(revision: Revision, trial: Trial | None, again: Step | None) -> Iterator[Finding]:
    """Going up again fails only where there are rows: the first upgrade or the downgrade had changed them."""
    if trial and trial.again_error and not (again and again.error):
        empty = f"after the downgrade the upgrade of {revision.id} can be repeated on the empty database"
        line = trial.again_error.line or revision.upgrade_line
        message = f"{empty}, and fails where there are rows: {on_rows(trial.again_error)}"
        yield Finding(revision.id, message, revision.path, line, revision.id)


def _after(state: State, step: Step) -> dict[Key, Thing | None]:
    return {**state, **{change.thing.key: change.after for change in step.changes}}


def _differences(
    revision: Revision,
    expected: State,
    found: State,
    tell: Callable[[Key], str | None],
    step: Step,
    line: int | None,
) -> Iterator[Finding]:
    """One finding per thing; what belongs to a table that is left or lost is not told besides.

    Nor is the index of a partition, where that of the whole table is told.
    """
    differing = {key: message for key in expected if (message := tell(key))}
    whole = {
        address
        for kind, address in differing
        if kind == "table" and (expected["table", address] is None) != (found["table", address] is None)
    }
    for old, new in [*_under_another_name(differing, expected, found)]:
        differing[old.key] = f"{named(old)} comes back under another name, {new.address}"
        del differing[new.key]
    owners = _owners([*expected.values(), *found.values()])
    lines = {change.thing.key: step.line_of(change) for change in step.changes}
    for key, message in differing.items():
        thing = expected[key] or found[key]
        told = thing is not None and ("index", thing.definition.get("part of")) in differing
        if not told and not whole & owners.get(key, set()):
            yield Finding(key[1], message, revision.path, lines.get(key) or line, revision.id)


def _under_another_name(keys: Iterable[Key], expected: State, found: State) -> Iterator[tuple[Thing, Thing]]:
    """The constraints and indexes that are missing, each with one that is there and the same but for its name."""
    missing = [thing for key in keys if (thing := expected[key]) and thing.kind in LOOSE and not found[key]]
    extra = [thing for key in keys if (thing := found[key]) and thing.kind in LOOSE and not expected[key]]
    for old in missing:
        if new := next((other for other in extra if same_but_name(old, other)), None):
            extra.remove(new)
            yield old, new


def _owners(things: Iterable[Thing | None]) -> dict[Key, set[str]]:
    """What each thing belongs to: a sequence belongs to its column and so to the column's table."""
    known = [thing for thing in things if thing]
    tables = {thing.address: thing.of for thing in known if thing.kind == "column"}
    return {thing.key: {thing.of, tables.get(thing.of, "")} - {""} for thing in known}


def _undone(before: Thing | None, up: Thing | None, down: Thing | None) -> str | None:
    if same(before, down):
        return None
    if before is None and down is not None:
        if up is None:
            return f"{named(down)} is made by the downgrade, and was not there before the upgrade"
        return f"{named(down)}, which the upgrade made, is still there after the downgrade"
    if before is not None and down is None:
        if up is None:
            return f"{named(before)}, which the upgrade dropped, does not come back with the downgrade"
        return f"{named(before)} was there before the upgrade, and the downgrade drops it"
    assert before is not None
    assert down is not None
    was, became = facts_apart(before.definition, down.definition, _differing(before, down))
    return f"{named(before)} is not as before after the downgrade: {was} became {became}"


def _repeated(up: Thing | None, again: Thing | None) -> str | None:
    if same(up, again):
        return None
    if up is None and again is not None:
        return f"{named(again)} is there after going down and up again, and was not after the first upgrade"
    if up is not None and again is None:
        return f"{named(up)} is missing after going down and up again"
    assert up is not None
    assert again is not None
    was, became = facts_apart(up.definition, again.definition, _differing(up, again))
    return f"{named(up)} is different after going down and up again: {was} became {became}"


def same(one: Thing | None, other: Thing | None) -> bool:
    """Nothing of one is missing in the other that a downgrade has to bring back."""
    return (one is None) == (other is None) and not (one and other and _differing(one, other))


def _differing(one: Thing, other: Thing) -> list[str]:
    old, new = _kept(one), _kept(other)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _kept(thing: Thing) -> dict[str, Any]:
    skipped = NOT_RESTORED.get(thing.kind, frozenset())
    written = {**thing.definition, **normal.definition(thing)}
    return {name: value for name, value in written.items() if name not in skipped}
