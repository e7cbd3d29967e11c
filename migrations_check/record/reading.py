"""The record that a replay's events tell: one JSON object a line, so a saved record is the same lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from migrations_check.record.nouns import (
    Blocked,
    Difference,
    Edit,
    Failure,
    Import,
    Lock,
    Loss,
    Models,
    Problem,
    Refusal,
    Revision,
    Rows,
    Statement,
    Step,
    Together,
    Trial,
    Written,
)
from migrations_check.record.record import Record
from migrations_check.snapshot import Change, Snapshot, Thing, snapshot

Event = Mapping[str, Any]


def read(events: Iterable[Event]) -> Record:
    """The record that these events tell; where a step was told twice, the later one holds.

    After `missed` everything is told anew.
    """
    record = Record(schemas=())
    steps: dict[tuple[str, str], Step] = {}
    for event in events:
        if event["event"] == "step":
            step = _step(event)
            steps.pop((step.revision, step.direction), None)
            steps[step.revision, step.direction] = step
        elif event["event"] == "missed":
            record, steps = _begun(record), {}
        else:
            record = _with(record, event)
    return replace(record, steps=tuple(steps.values()), steps_by_key=steps)


def _begun(record: Record) -> Record:
    """What was known before the replay began."""
    return Record(record.schemas, record.facts, edits=record.edits, no_edits=record.no_edits)


def _with(record: Record, event: Event) -> Record:
    kind = event["event"]
    data = {name: value for name, value in event.items() if name != "event"}
    if kind == "facts":
        return replace(record, schemas=tuple(data.get("schemas", record.schemas)), facts={**record.facts, **data})
    if kind == "chain":
        return replace(record, revisions=tuple(Revision(**_tuples(r)) for r in data["revisions"]))
    if kind == "problem":
        return replace(record, problems=(*record.problems, Problem(**data)))
    if kind == "refused":
        return replace(record, refusals=(*record.refusals, Refusal(**data)))
    if kind == "failed":
        return replace(record, failure=_failure(data["failure"]))
    if kind == "preamble":
        return replace(record, preamble=tuple(map(Change.from_json, data["changes"])))
    if kind == "head":
        return replace(record, head=_snapshot(data["things"]))
    if kind == "autogenerate":
        return replace(
            record,
            differences=None if data["error"] else tuple(Difference(**d) for d in data["differences"]),
            unprotected=tuple(data["unprotected"]),
            autogenerate_error=_failure(data["error"]),
        )
    if kind == "models":
        things, error = _snapshot(data.pop("things")), _failure(data.pop("error"))
        return replace(record, models=Models(things=things, error=error, **_tuples(data)))
    if kind == "trial":
        return replace(record, trials=_with_trial(record.trials, _trial(data)))
    if kind == "together":
        return replace(record, together=Together(data["revision"], _failure(data["error"])))
    if kind == "edits":
        edits = data["edits"]
        return replace(
            record, edits=None if edits is None else tuple(Edit(**e) for e in edits), no_edits=data["reason"]
        )
    if kind == "base":
        things = data["things"]
        return replace(record, base=None if things is None else _snapshot(things), no_base=data["reason"])
    if kind == "live":
        return replace(record, live=_snapshot(data["things"]), at=_snapshot(data["at"]))
    if kind == "imports":
        return replace(record, imports=tuple(Import(**i) for i in data["imports"]))
    if kind == "unjudged":
        return replace(record, unjudged=(*record.unjudged, (data["check"], data["reason"])))
    return record


def _step(event: Event) -> Step:
    return Step(
        revision=event["revision"],
        direction=event["direction"],
        seconds=event["seconds"],
        statements=tuple(Statement(**s) for s in event["statements"]),
        changes=tuple(map(Change.from_json, event["changes"])),
        locks=tuple(Lock(**lock) for lock in event["locks"]),
        rewrites=tuple(event["rewrites"]),
        rows=tuple(Rows(**rows) for rows in event["rows"]),
        error=_failure(event["error"]),
    )


def _trial(data: Event) -> Trial:
    failures = {name: _failure(data.get(name)) for name in ("error", "down_error", "again_error")}
    read: dict[str, type[Any]] = {
        **dict.fromkeys(("lost", "lost_down", "lost_again"), Loss),
        "moved": Rows,
        "locks": Lock,
        "blocked": Blocked,
        "statements": Statement,
        "written": Written,
    }
    told = {name: tuple(kind(**one) for one in data.get(name, ())) for name, kind in read.items()}
    return Trial(**{"rows": {}, "values": {}, "unfilled": {}, **data, **failures, **told})


def _with_trial(trials: tuple[Trial, ...], more: Trial) -> tuple[Trial, ...]:
    """A chain that env.py walks several times (a schema a tenant) tries each revision as often."""
    return (
        *(one for one in trials if one.revision != more.revision),
        next((one.and_also(more) for one in trials if one.revision == more.revision), more),
    )


def _failure(data: Event | None) -> Failure | None:
    return Failure(**_tuples(data)) if data else None


def _snapshot(things: Iterable[list[Any]]) -> Snapshot:
    return snapshot(Thing(*thing) for thing in things)


def _tuples(data: Event) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
