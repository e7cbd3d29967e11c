"""A value as SQL, and a row made of them."""

from __future__ import annotations

from dataclasses import dataclass

ORDINARY, ODD, NULL = 0, 1, 2


@dataclass(frozen=True)
class Value:
    """An SQL expression of the column's type. `rank` tells what kind of value it is."""

    sql: str
    rank: int = ORDINARY


Row = dict[str, Value]
"""Values by column; also a part of a row."""


def nulls(row: Row) -> int:
    return sum(value.rank == NULL for value in row.values())


def odds(row: Row) -> int:
    return sum(value.rank == ODD for value in row.values())
