"""Records made by hand, so that a test reads as a story: `record(up("a1", made(column("cfg.tickets.topic"))))`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

from migrations_check.finding import Finding, NotJudged
from migrations_check.record import (
    Blocked,
    Difference,
    Edit,
    Failure,
    Import,
    Lock,
    Loss,
    Models,
    Problem,
    Record,
    Refusal,
    Revision,
    Rows,
    Statement,
    Step,
    Trial,
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


def schema(name: str) -> Thing:
    return replace(thing("schema", name), identity=f"2615:{next(numbers)}:0")


def view(address: str, definition: str = "SELECT 1") -> Thing:
    return thing("view", address, definition=definition)


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


def called(thing: Thing, address: str, of: str = "", statement: int | None = None) -> tuple[Change, Change]:
    """The same thing, with another name from now on."""
    there = replace(thing, schema=address.partition(".")[0], address=address, of=of or thing.of)
    return gone(thing, statement), made(there, statement)


def anew(thing: Thing, statement: int | None = None, **to: Any) -> Change:
    """Dropped and made again under its name."""
    other = replace(thing, identity=f"1259:{next(numbers)}:0", definition={**thing.definition, **to})
    return Change(thing, other, statement)


def failure(message: str, kind: str = "ProgrammingError", **more: Any) -> Failure:
    return Failure(kind, message, **more)


def rows(relation: str, inserted: int = 0, updated: int = 0, deleted: int = 0) -> Rows:
    return Rows(relation, relation.partition(".")[0], inserted, updated, deleted)


def lock(relation: str, mode: str = "RowExclusiveLock") -> Lock:
    return Lock(relation, mode, 0.001)


def up(revision: str, *what: Change | Rows | Lock, error: Failure | None = None, lines: Iterable[int] = ()) -> Step:
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
        locks=tuple(one for one in found if isinstance(one, Lock)),
        rewrites=(),
        rows=tuple(one for one in found if isinstance(one, Rows)),
        error=error,
    )


def trial(revision: str, *what: Loss | Blocked, statements: Iterable[Statement] = (), **more: Any) -> Trial:
    """A new revision run on rows; what is lost is lost by the upgrade, unless `lost_down` or `lost_again` says so."""
    facts: dict[str, Any] = {
        "rows": {},
        "values": {},
        "unfilled": {},
        "lost": tuple(one for one in what if isinstance(one, Loss)),
        "blocked": tuple(one for one in what if isinstance(one, Blocked)),
        "statements": tuple(statements),
        "went_down": True,
    }
    return Trial(revision, **{**facts, **more})


def sql(text: str, line: int = 12) -> Statement:
    return Statement(text, line, 0.001)


def loss(table: str, column: str = "", count: int = 3, of: int = 3, example: str = "Hello") -> Loss:
    return Loss(table, column, count, of, example)


def blocked(
    relation: str, mode: str = "AccessExclusiveLock", statement: int = 0, locked_by: int = 0, rewritten: bool = False
) -> Blocked:
    return Blocked(relation, mode, statement, locked_by, rewritten, 0.001)


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


def record(
    *parts: Any, head: Iterable[Thing] | None = None, base: Iterable[Thing] | None = None, **more: Any
) -> Record:
    """A record of these steps, trials, revisions, problems, refusals, edits and imports.

    A step's revision is made up where it is not given.
    """
    steps = tuple(part for part in parts if isinstance(part, Step))
    given = {part.id: part for part in parts if isinstance(part, Revision)}
    ids = dict.fromkeys([*given, *(step.revision for step in steps)])
    return Record(
        **{
            "schemas": ("cfg",),
            "revisions": tuple(given.get(id) or revision(id) for id in ids),
            "problems": tuple(part for part in parts if isinstance(part, Problem)),
            "refusals": tuple(part for part in parts if isinstance(part, Refusal)),
            "trials": tuple(part for part in parts if isinstance(part, Trial)),
            "edits": tuple(part for part in parts if isinstance(part, Edit)),
            "imports": tuple(part for part in parts if isinstance(part, Import)),
            "steps": steps,
            "steps_by_key": {(step.revision, step.direction): step for step in steps},
            "head": None if head is None else snapshot(head),
            "base": None if base is None else snapshot(base),
            **more,
        }
    )


def found(check: ModuleType, record: Record) -> list[Finding]:
    return [said for said in check.findings(record) if isinstance(said, Finding)]


def subjects(check: ModuleType, record: Record) -> list[str]:
    return [finding.subject for finding in found(check, record)]


def not_judged(check: ModuleType, record: Record) -> list[str]:
    return [said.reason for said in check.findings(record) if isinstance(said, NotJudged)]
