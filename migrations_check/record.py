"""What one replay of a chain recorded: everything that the checks judge, and nothing that they conclude.

The recorder writes it as events, one JSON object a line; `Record.read` puts them together, so a saved
record is the same lines. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from migrations_check.snapshot import Change, Snapshot, Thing, snapshot

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where something was read or done; `path` is relative to the project."""

    path: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Failure:
    """An exception: its class, its message (Postgres' own where there is one) and where it came from.

    `traceback` is for `--debug` only. `statement` is the SQL that failed, `missing` the variables that were
    read and not set.
    """

    kind: str
    message: str
    path: str | None = None
    line: int | None = None
    statement: str | None = None
    missing: tuple[str, ...] = ()
    traceback: str = ""


@dataclass(frozen=True)
class Problem:
    """Why the scripts do not make a chain; `check` is `broken-chain` or `multiple-heads`."""

    check: str
    subject: str
    message: str
    path: str | None = None
    line: int | None = None
    revision: str | None = None


@dataclass(frozen=True)
class Refusal:
    """A connection that the guard refused: the target without its password, and where it was tried."""

    target: str
    path: str | None = None
    line: int | None = None
    revision: str | None = None


@dataclass(frozen=True)
class Statement:
    sql: str
    line: int | None
    seconds: float
    autocommit: bool = False


@dataclass(frozen=True)
class Lock:
    """A lock on a relation that existed before the step, and for how many seconds it was held.

    AccessShareLock, which every reading takes, is left out.
    """

    relation: str
    mode: str
    seconds: float


@dataclass(frozen=True)
class Rows:
    """How many rows of a relation a step inserted, updated and deleted; a sequence counts as updated.

    All nought where the rows are others and nobody counted: after TRUNCATE, or in an autocommit block.
    """

    relation: str
    schema: str
    inserted: int
    updated: int
    deleted: int


@dataclass(frozen=True)
class Step:
    """One revision going one way: `direction` is `up`, `down` or `up-again`."""

    revision: str
    direction: str
    seconds: float
    statements: tuple[Statement, ...]
    changes: tuple[Change, ...]
    locks: tuple[Lock, ...]
    rewrites: tuple[str, ...]
    rows: tuple[Rows, ...]
    error: Failure | None

    def line_of(self, change: Change) -> int | None:
        return None if change.statement is None else self.statements[change.statement].line

    def line_naming(self, address: str) -> int | None:
        """The first statement that speaks of this thing: rows do not tell which statement changed them."""
        name = address.rpartition(".")[2].strip('"')
        return next((statement.line for statement in self.statements if name in statement.sql), None)

    def lost(self, kind: str) -> Iterator[Change]:
        return (change for change in self.changes if change.kind == kind and change.lost)


@dataclass(frozen=True)
class Revision:
    """A script of the chain. `downgrade` is `present`, `missing`, `empty` or `raises`; the lines are those of `def`.

    `acknowledged` maps what the script acknowledges to the reason; `acknowledged_line` is where. `trusted`
    history must upgrade, and is not judged further.
    """

    id: str
    parents: tuple[str, ...]
    dependencies: tuple[str, ...]
    path: str
    message: str
    new: bool
    downgrade: str
    upgrade_line: int | None
    downgrade_line: int | None
    acknowledged: Mapping[str, Any]
    acknowledged_line: int | None
    trusted: bool = False


@dataclass(frozen=True)
class Difference:
    """One operation that autogenerate would write at head: `operation` is Alembic's name for it."""

    operation: str
    subject: str
    schema: str
    table: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Models:
    """What the models make by themselves, in a database of their own.

    `tables` are those the models know. `named` are the constraints and indexes they name. `equal_defaults`
    are columns whose default is written otherwise and has the same value. Where `create_all()` failed,
    `error` says why and `things` is empty.
    """

    things: Snapshot
    tables: tuple[str, ...]
    named: tuple[str, ...]
    equal_defaults: tuple[str, ...]
    error: Failure | None


@dataclass(frozen=True)
class Record:
    """A replay, whole or as far as it came.

    `failure` is what ended it before it could judge anything (env.py or the models do not run); `preamble`
    is what env.py did by itself before the first step; `unprotected` are the planted tables outside the
    managed schemas that autogenerate would drop; `broke_at` is the revision at which the way up ended.
    """

    schemas: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    failure: Failure | None = None
    preamble: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()
    head: Snapshot | None = None
    differences: tuple[Difference, ...] | None = None
    unprotected: tuple[str, ...] = ()
    autogenerate_error: Failure | None = None
    models: Models | None = None
    unjudged: tuple[tuple[str, str], ...] = ()
    steps_by_key: Mapping[tuple[str, str], Step] = field(default_factory=dict, repr=False, compare=False)

    @property
    def new(self) -> tuple[Revision, ...]:
        return tuple(revision for revision in self.revisions if revision.new)

    @property
    def upgrades(self) -> Iterator[Step]:
        return (step for step in self.steps if step.direction == "up")

    @property
    def judged(self) -> tuple[Revision, ...]:
        """All but trusted history."""
        return tuple(revision for revision in self.revisions if not revision.trusted)

    @property
    def no_head(self) -> str | None:
        """Why there is no head to judge, where there is none."""
        if self.broke_at:
            return f"the chain broke at {self.broke_at}"
        if self.head is not None:
            return None
        if self.problems:
            return "the scripts do not make a chain"
        return "the replay ended before the head"

    @property
    def new_upgrades(self) -> Iterator[Step]:
        new = {revision.id for revision in self.new}
        return (step for step in self.upgrades if step.revision in new)

    @property
    def broke_at(self) -> str | None:
        return next((step.revision for step in self.upgrades if step.error), None)

    def step(self, revision: str, direction: str) -> Step | None:
        return self.steps_by_key.get((revision, direction))

    def revision(self, id: str) -> Revision:
        return next(revision for revision in self.revisions if revision.id == id)

    @classmethod
    def read(cls, events: Iterable[Event]) -> Record:
        """The record that these events tell; where a step was told twice, the later one holds.

        After `missed` everything is told anew.
        """
        record = cls(schemas=())
        steps: dict[tuple[str, str], Step] = {}
        for event in events:
            if event["event"] == "step":
                step = _step(event)
                steps.pop((step.revision, step.direction), None)
                steps[step.revision, step.direction] = step
            elif event["event"] == "missed":
                record, steps = cls(schemas=record.schemas, facts=record.facts), {}
            else:
                record = _with(record, event)
        return replace(record, steps=tuple(steps.values()), steps_by_key=steps)


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


def _failure(data: Event | None) -> Failure | None:
    return Failure(**_tuples(data)) if data else None


def _snapshot(things: Iterable[list[Any]]) -> Snapshot:
    return snapshot(Thing(*thing) for thing in things)


def _tuples(data: Event) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
