"""Which rows a table gets: one as usual, some odd ones, NULLs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from migrations_check.recorder.rows.checks import Part
from migrations_check.recorder.rows.table import Key, Table
from migrations_check.recorder.rows.value import NULL, Row, nulls, odds

ODD_ROWS = 4
SHOWN = 8  # a column with so many possible values shows each of them
Order = Callable[[Row], tuple[int, ...]]


def ordinary(row: Row) -> tuple[int, ...]:
    return nulls(row), odds(row)


def odd(row: Row) -> tuple[int, ...]:
    return nulls(row), -odds(row)


def empty(row: Row) -> tuple[int, ...]:
    return -nulls(row), odds(row)


@dataclass(frozen=True)
class Plan:
    """Of a row's parts any may stand beside any other, except where a key forbids it."""

    table: Table
    parts: tuple[Part, ...]

    @cached_property
    def _few(self) -> set[str]:
        referring = {name for key in self.table.foreign_keys for name in key.columns}
        return {
            name
            for part in self.parts
            for name in part[0].keys() - referring
            if len({row[name] for row in part if row[name].rank != NULL}) <= SHOWN
        }

    def others(self, rows: Sequence[Row]) -> list[Row]:
        """Beside these: odd rows, NULLs, each value where there are few; no two have the same key."""
        made = list(rows)
        for turn in range(ODD_ROWS):
            self._add(made, self.choose(made, odd, turn))
        self._add(made, self.choose(made, empty))
        self._show(made)
        return made[len(rows) :]

    def choose(self, rows: Sequence[Row], order: Order, turn: int = 0) -> Row:
        """A row whose keys none of these has, as far forward in the order as that allows.

        Of the values that come first in it, `turn` counts which is preferred.
        """
        row: Row = {}
        taken = [(key, {_value(key, other) for other in rows} - {None}) for key in self.table.keys]
        for part in self.parts:
            ranked = _turned(part, order, turn)
            concerned = [(key, values) for key, values in taken if not part[0].keys().isdisjoint(key.columns)]
            free = (each for each in ranked if not any(_value(k, {**row, **each}) in values for k, values in concerned))
            row |= next(free, ranked[0])
        return row

    def free(self, rows: Sequence[Row], beside: Sequence[Row]) -> list[Row]:
        """Of these rows the first whose keys none of the others has, and all behind it; all where there is none."""
        first = next((n for n, row in enumerate(rows) if not self._collides(row, beside)), 0)
        return list(rows[first:])

    def _add(self, rows: list[Row], row: Row) -> None:
        if not self._collides(row, rows):
            rows.append(row)

    def _show(self, rows: list[Row]) -> None:
        everything = self.kinds(row for part in self.parts for row in part)
        for _ in range(SHOWN):
            missing = everything - self.kinds(rows)

            def order(row: Row, missing: set[tuple[str, str]] = missing) -> tuple[int, ...]:
                return -len(self.kinds([row]) & missing), *ordinary(row)

            row = self.choose(rows, order)
            if not self.kinds([row]) & missing:
                break
            self._add(rows, row)

    def kinds(self, rows: Iterable[Row]) -> set[tuple[str, str]]:
        """NULL and not NULL of each column; where it has but few values, each of them."""
        return {(name, v.sql if name in self._few or v.rank == NULL else "") for row in rows for name, v in row.items()}

    def _collides(self, row: Row, rows: Sequence[Row]) -> bool:
        found = [(key, _value(key, row)) for key in self.table.keys]
        return any(value is not None and value == _value(key, other) for key, value in found for other in rows)


def _turned(part: Part, order: Order, turn: int) -> Part:
    ranked = sorted(part, key=order)
    if not turn:
        return ranked
    full = sum(nulls(row) == nulls(ranked[0]) for row in ranked)
    start = turn % full
    return ranked[start:full] + ranked[:start] + ranked[full:]


def _value(key: Key, row: Row) -> tuple[str, ...] | None:
    """What a unique index takes of a row, as far as can be told; None where it takes none."""
    if not key.columns or not all(name in row for name in key.columns):
        return None
    values = [row[name] for name in key.columns]
    if not key.nulls_equal and any(value.rank == NULL for value in values):
        return None
    return tuple(value.sql for value in values)
