"""What a new revision did where its tables have rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from migrations_check.record.nouns import Failure, Lock, Rows, Statement


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

    `column` is empty where whole rows are gone. `count` of `of` are; `example` is one of them, and what it is now.
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
