"""The record that a replay's events tell: one JSON object a line, so a saved record is the same lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from migrations_check.record.nouns import (
    Difference,
    Edit,
    Failure,
    Import,
    Lock,
    Models,
    Problem,
    Refusal,
    Revision,
    Rows,
    Statement,
    Step,
)
from migrations_check.record.record import Record
from migrations_check.record.trial import Blocked, Loss, Together, Trial, Written
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
    """The record with what one event tells; what only the progress bar needs is nothing."""
    tell = TOLD.get(event["event"])
    data = {name: value for name, value in event.items() if name != "event"}
    return replace(record, **tell(record, data)) if tell else record


def _facts(record: Record, data: Event) -> dict[str, Any]:
    return {"schemas": tuple(data.get("schemas", record.schemas)), "facts": {**record.facts, **data}}


def _autogenerate(record: Record, data: Event) -> dict[str, Any]:
    return {
        "differences": None if data["error"] else tuple(Difference(**d) for d in data["differences"]),
        "unprotected": tuple(data["unprotected"]),
        "autogenerate_error": _failure(data["error"]),
    }


def _models(record: Record, data: Event) -> dict[str, Any]:
    told = {name: value for name, value in data.items() if name not in ("things", "error")}
    return {"models": Models(things=_snapshot(data["things"]), error=_failure(data["error"]), **_tuples(told))}


def _edits(record: Record, data: Event) -> dict[str, Any]:
    edits = data["edits"]
    return {"edits": None if edits is None else tuple(Edit(**edit) for edit in edits), "no_edits": data["reason"]}


def _base(record: Record, data: Event) -> dict[str, Any]:
    return {"base": None if data["things"] is None else _snapshot(data["things"]), "no_base": data["reason"]}


TOLD: Mapping[str, Callable[[Record, Event], dict[str, Any]]] = {
    "facts": _facts,
    "chain": lambda record, data: {"revisions": tuple(Revision(**_tuples(r)) for r in data["revisions"])},
    "problem": lambda record, data: {"problems": (*record.problems, Problem(**data))},
    "refused": lambda record, data: {"refusals": (*record.refusals, Refusal(**data))},
    "failed": lambda record, data: {"failure": _failure(data["failure"])},
    "preamble": lambda record, data: {"preamble": tuple(map(Change.from_json, data["changes"]))},
    "head": lambda record, data: {"head": _snapshot(data["things"])},
    "autogenerate": _autogenerate,
    "models": _models,
    "trial": lambda record, data: {"trials": _with_trial(record.trials, _trial(data))},
    "together": lambda record, data: {"together": Together(data["revision"], _failure(data["error"]))},
    "edits": _edits,
    "base": _base,
    "live": lambda record, data: {"live": _snapshot(data["things"]), "at": _snapshot(data["at"])},
    "imports": lambda record, data: {"imports": tuple(Import(**i) for i in data["imports"])},
    "unjudged": lambda record, data: {"unjudged": (*record.unjudged, (data["check"], data["reason"]))},
}


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
