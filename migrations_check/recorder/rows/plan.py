"""Which rows a table gets: one as usual, some odd ones, NULLs, duplicates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from migrations_check.recorder.rows.checks import Part
from migrations_check.recorder.rows.table import Key, Table
from migrations_check.recorder.rows.value import NULL, Row, nulls, odds

ODD_ROWS = 4
Order = Callable[[Part], Part]


def ordinary(part: Part) -> Part:
    return sorted(part, key=lambda row: (nulls(row), odds(row)))


def odd(turn: int) -> Order:
    """The odd values, each time beginning with another."""

    def order(part: Part) -> Part:
        ranked = sorted(part, key=lambda row: (nulls(row), -odds(row)))
        full = sum(nulls(row) == nulls(ranked[0]) for row in ranked)
        return ranked[turn % full : full] + ranked[: turn % full] + ranked[full:]

    return order


def empty(part: Part) -> Part:
    return sorted(part, key=lambda row: (-nulls(row), odds(row)))


def having(name: str, null: bool) -> Order:
    """Rows in which this column is NULL, or is not."""

    def order(part: Part) -> Part:
        return sorted(part, key=lambda row: (name in row and (row[name].rank == NULL) != null, nulls(row), odds(row)))

    return order


def like(other: Row) -> Order:
    """The values of another row, then those that differ in the fewest columns."""

    def order(part: Part) -> Part:
        return sorted(part, key=lambda row: (sum(other[name] != row[name] for name in row), nulls(row), odds(row)))

    return order


@dataclass(frozen=True)
class Plan:
    """Of a row's parts any may stand beside any other, except where a key forbids it."""

    table: Table
    parts: tuple[Part, ...]

    def rows(self) -> list[Row]:
        """An ordinary row, odd ones, NULLs and duplicates, of which no two have the same key."""
        rows = [self.choose([], ordinary)]
        for order in (*(odd(turn) for turn in range(ODD_ROWS)), empty):
            self._add(rows, order)
        for null in (False, True):
            for name in rows[0]:
                if not _has(rows, name, null):
                    self._add(rows, having(name, null))
        for last in range(len(self.parts)):
            if any(self._wants_duplicate(rows, name) for name in self.parts[last - 1][0]) or last == 0:
                self._add(rows, like(rows[0]), last)
        return rows

    def copies(self, rows: Sequence[Row]) -> list[Row]:
        """Rows that could stand there twice as they are."""
        keys = [key for key in self.table.keys if not key.partial]
        return [row for row in rows if not any(_same(key, row, row) for key in keys)]

    def choose(self, rows: Sequence[Row], order: Order, last: int = 0) -> Row:
        """A row whose keys none of these has; the part of this number gives way first."""
        row: Row = {}
        for part in (*self.parts[last + 1 :], *self.parts[: last + 1]):
            ranked = order(part)
            row |= next((each for each in ranked if not self._collides({**row, **each}, rows)), ranked[0])
        return row

    def _add(self, rows: list[Row], order: Order, last: int = 0) -> None:
        row = self.choose(rows, order, last)
        if not self._collides(row, rows):
            rows.append(row)

    def _collides(self, row: Row, rows: Sequence[Row]) -> bool:
        return any(_same(key, row, other) for key in self.table.keys for other in rows)

    def _wants_duplicate(self, rows: Sequence[Row], name: str) -> bool:
        unique = any(key.columns == (name,) for key in self.table.keys)
        values = [row[name] for row in rows if row[name].rank != NULL]
        return not unique and len(set(values)) == len(values)


def _has(rows: Sequence[Row], name: str, null: bool) -> bool:
    return any((row[name].rank == NULL) == null for row in rows)


def _same(key: Key, row: Row, other: Row) -> bool:
    """Whether a unique index takes the two rows for the same, as far as can be told."""
    if not key.columns or not all(name in row and name in other for name in key.columns):
        return False
    values = [row[name] for name in key.columns]
    if not key.nulls_equal and any(value.rank == NULL for value in values):
        return False
    return values == [other[name] for name in key.columns]
