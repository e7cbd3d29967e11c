"""What a replay is told in: a revision, a step, a statement, a lock, a loss. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.sql.lower()) is not None


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


@dataclass(frozen=True)
class Blocked:
    """A statement that scanned or rewrote a table that existed before, under a lock that stops others.

    `mode` is the strongest lock that the transaction held on it then; `locked_by` is the number of the statement
    that took it, where that was an earlier one. `seconds` is how long the statement took on the made-up rows.
    """

    relation: str
    mode: str
    statement: int
    locked_by: int
    rewritten: bool
    seconds: float

    def after(self, count: int) -> Blocked:
        """The same, where so many statements stand before these."""
        return replace(self, statement=self.statement + count, locked_by=self.locked_by + count)


@dataclass(frozen=True)
class Written:
    """What one statement, by its number, did to the rows of a table that existed before; `emptied` is TRUNCATE."""

    relation: str
    statement: int
    inserted: int
    updated: int
    deleted: int
    emptied: bool
    rewritten: bool

    def after(self, count: int) -> Written:
        """The same, where so many statements stand before these."""
        return replace(self, statement=self.statement + count)

    def may_lose(self, loss: Loss) -> bool:
        if loss.table != self.relation:
            return False
        return bool(self.updated or self.rewritten if loss.column else self.deleted or self.emptied)


@dataclass(frozen=True)
class Loss:
    """Rows of a table, or values of one of its columns, that were there and are gone or others.

    `column` is empty where whole rows are gone. `count` of `of` are; `example` is one of them, as Postgres writes it.
    """

    table: str
    column: str
    count: int
    of: int
    example: str

    @property
    def subject(self) -> str:
        return f"{self.table}.{self.column}" if self.column else self.table


@dataclass(frozen=True)
class Trial:
    """A new revision run up, down and up again where its tables have rows.

    `rows` tells how many each table had, `values` how many of them had a value in each column, `unfilled` for which
    tables no rows could be made, and why. `seed` is the file that a person gave. `error` is the upgrade's,
    `down_error` the downgrade's, `again_error` that of the second upgrade. `lost` is what the upgrade destroyed in
    tables and columns that survived it; `lost_down` what was there before it and is not after the downgrade;
    `lost_again` what the first upgrade had left and is not there after going down and up again. `went_down` tells
    whether the downgrade was run at all. `moved` are the rows that Postgres counted on the way up; `statements` are
    those of the upgrade, `written` what each did to rows, and `row` is the one by which it fails, where it fails by
    one alone.
    """

    revision: str
    rows: Mapping[str, int]
    values: Mapping[str, int]
    unfilled: Mapping[str, str]
    seed: str | None = None
    error: Failure | None = None
    row: str = ""
    down_error: Failure | None = None
    again_error: Failure | None = None
    lost: tuple[Loss, ...] = ()
    lost_down: tuple[Loss, ...] = ()
    lost_again: tuple[Loss, ...] = ()
    moved: tuple[Rows, ...] = ()
    locks: tuple[Lock, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    statements: tuple[Statement, ...] = ()
    written: tuple[Written, ...] = ()
    went_down: bool = False

    def line_losing(self, loss: Loss) -> int | None:
        """That of the statement which lost it; of several, the first that speaks of the column."""
        found = [self.statements[written.statement] for written in self.written if written.may_lose(loss)]
        speaking = [statement for statement in found if statement.speaks_of(loss.subject)]
        return next((statement.line for statement in (*speaking, *reversed(found))), None)

    def and_also(self, other: Trial) -> Trial:
        """The two as one: everything that either tells."""
        return Trial(
            revision=self.revision,
            rows={**self.rows, **other.rows},
            values={**self.values, **other.values},
            unfilled={**self.unfilled, **other.unfilled},
            seed=self.seed or other.seed,
            error=self.error or other.error,
            row=self.row or other.row,
            down_error=self.down_error or other.down_error,
            again_error=self.again_error or other.again_error,
            lost=self.lost + other.lost,
            lost_down=self.lost_down + other.lost_down,
            lost_again=self.lost_again + other.lost_again,
            moved=self.moved + other.moved,
            locks=self.locks + other.locks,
            blocked=self.blocked + tuple(one.after(len(self.statements)) for one in other.blocked),
            statements=self.statements + other.statements,
            written=self.written + tuple(one.after(len(self.statements)) for one in other.written),
            went_down=self.went_down or other.went_down,
        )


@dataclass(frozen=True)
class Together:
    """All new revisions run one after another as env.py itself runs them, with rows: where that failed, and how."""

    revision: str | None = None
    error: Failure | None = None
