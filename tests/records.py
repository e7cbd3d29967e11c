"""Records made by hand, so that a test reads as a story: `record(up("a1", made(column("cfg.tickets.topic"))))`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

from migrations_check.finding import Finding, NotJudged
from migrations_check.record import (
    Difference,
    Failure,
    Models,
    Problem,
    Record,
    Refusal,
    Revision,
    Rows,
    Statement,
    Step,
)
from migrations_check.snapshot import Change, Thing, snapshot

numbers = itertools.count(16384)


def thing(kind: str, address: str, of: str = "", /, schema: str | None = None, **definition: Any) -> Thing:
    """A thing; `not_null=True` is the fact `not null`."""
    facts = {name.replace("_", " "): value for name, value in definition.items()}
    schema = address.partition(".")[0] if schema is None else schema
    return Thing(kind, schema, address, of, facts, f"1259:{next(numbers)}:0")


def table(address: str, **definition: Any) -> Thing:
    return thing("table", address, **definition)


def column(address: str, type: str = "text", **definition: Any) -> Thing:
    return thing("column", address, address.rpartition(".")[0], type=type, **definition)


def constraint(address: str, definition: str, type: str = "check", **more: Any) -> Thing:
    return thing("constraint", address, address.rpartition(".")[0], type=type, definition=definition, **more)


def index(address: str, of: str, definition: str, **more: Any) -> Thing:
    return thing("index", address, of, definition=definition, **more)


def enum(address: str, *values: str) -> Thing:
    return thing("type", address, type="enum", values=list(values))


def sequence(address: str, of: str = "", **definition: Any) -> Thing:
    owner = {"owned by": of} if of else {}
    return replace(thing("sequence", address, of, **definition), definition={**owner, **definition})


def made(thing: Thing, statement: int | None = None) -> Change:
    return Change(None, thing, statement)


def gone(thing: Thing, statement: int | None = None) -> Change:
    return Change(thing, None, statement)


def changed(thing: Thing, statement: int | None = None, **to: Any) -> Change:
    facts = {name.replace("_", " "): value for name, value in to.items()}
    return Change(thing, replace(thing, definition={**thing.definition, **facts}), statement)


def failure(message: str, kind: str = "ProgrammingError", **more: Any) -> Failure:
    return Failure(kind, message, **more)


def rows(relation: str, inserted: int = 0, updated: int = 0, deleted: int = 0) -> Rows:
    return Rows(relation, relation.partition(".")[0], inserted, updated, deleted)


def up(revision: str, *what: Change | Rows, error: Failure | None = None, lines: Iterable[int] = ()) -> Step:
    return _step(revision, "up", what, error, lines)


def down(revision: str, *what: Change | Rows, error: Failure | None = None, lines: Iterable[int] = ()) -> Step:
    return _step(revision, "down", what, error, lines)


def again(revision: str, *what: Change | Rows, error: Failure | None = None, lines: Iterable[int] = ()) -> Step:
    return _step(revision, "up-again", what, error, lines)


def _step(revision: str, direction: str, what: Iterable[Any], error: Failure | None, lines: Iterable[int]) -> Step:
    found = list(what)
    return Step(
        revision=revision,
        direction=direction,
        seconds=0.01,
        statements=tuple(Statement("select 1", line, 0.001) for line in lines),
        changes=tuple(one for one in found if isinstance(one, Change)),
        locks=(),
        rewrites=(),
        rows=tuple(one for one in found if isinstance(one, Rows)),
        error=error,
    )


def revision(id: str, **more: Any) -> Revision:
    facts: dict[str, Any] = {
        "parents": (),
        "dependencies": (),
        "path": f"migrations/versions/{id}.py",
        "message": "",
        "new": True,
        "downgrade": "present",
        "upgrade_line": 10,
        "downgrade_line": 20,
        "acknowledged": {},
        "acknowledged_line": None,
    }
    return Revision(id, **{**facts, **more})


def models(
    *things: Thing, named: Iterable[str] = (), equal: Iterable[str] = (), error: Failure | None = None
) -> Models:
    tables = tuple(one.address for one in things if one.kind == "table")
    return Models(snapshot(things), tables, tuple(named), tuple(equal), error)


def differs(operation: str, subject: str, table: str | None = None, **details: Any) -> Difference:
    table = table or subject
    return Difference(operation, subject, table.partition(".")[0], table, details)


def record(*parts: Any, head: Iterable[Thing] | None = None, **more: Any) -> Record:
    """A record of these steps, revisions, problems and refusals; a step's revision is made up where it is not given."""
    steps = tuple(part for part in parts if isinstance(part, Step))
    given = {part.id: part for part in parts if isinstance(part, Revision)}
    ids = dict.fromkeys([*given, *(step.revision for step in steps)])
    return Record(
        **{
            "schemas": ("cfg",),
            "revisions": tuple(given.get(id) or revision(id) for id in ids),
            "problems": tuple(part for part in parts if isinstance(part, Problem)),
            "refusals": tuple(part for part in parts if isinstance(part, Refusal)),
            "steps": steps,
            "steps_by_key": {(step.revision, step.direction): step for step in steps},
            "head": None if head is None else snapshot(head),
            **more,
        }
    )


def found(check: ModuleType, record: Record) -> list[Finding]:
    return [said for said in check.findings(record) if isinstance(said, Finding)]


def subjects(check: ModuleType, record: Record) -> list[str]:
    return [finding.subject for finding in found(check, record)]


def not_judged(check: ModuleType, record: Record) -> list[str]:
    return [said.reason for said in check.findings(record) if isinstance(said, NotJudged)]
