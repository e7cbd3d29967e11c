"""What a replay is told in: a revision, a step, a statement, a lock, a loss. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from migrations_check.snapshot import Change, Snapshot


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

    def speaks_of(self, address: str) -> bool:
        """Whether the name of this thing is a word of it."""
        name = address.rpartition(".")[2].strip('"').lower()
        sql = self.sql.lower()
        return name in sql and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sql) is not None


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
        return next((statement.line for statement in self.statements if statement.speaks_of(address)), None)

    def lost(self, kind: str) -> Iterator[Change]:
        """What went away, or was dropped and made again under its name; what has another name now is not lost."""
        kept = {change.after.identity for change in self.changes if change.after}
        for change in self.changes:
            if change.kind == kind and change.lost and change.before and change.before.identity not in kept:
                yield change

    def renamed(self, kind: str) -> Iterator[tuple[Change, Change]]:
        """What has another name now, as (the old name went, the new one came)."""
        came = {c.after.identity: c for c in self.changes if c.kind == kind and c.after and _new_there(c)}
        for change in self.changes:
            if change.kind == kind and change.lost and change.before and change.before.identity in came:
                yield change, came[change.before.identity]


def _new_there(change: Change) -> bool:
    """What has this name now had not before."""
    return change.before is None or (change.after is not None and change.after.identity != change.before.identity)


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
class Edit:
    """A migration that is not new and is not what it was at the base ref: `what` is `changed` or `removed`."""

    revision: str
    what: str
    path: str
    line: int | None = None


@dataclass(frozen=True)
class Import:
    """A migration imports a module of the project that defines models."""

    revision: str
    module: str
    line: int
