"""Pairs of rows that agree in all that uniqueness permits.

Two rows may agree in any columns among which no key is whole. So a row gets a twin for each smallest set of columns
that has one of every key: it differs in those, and agrees in all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrations_check.recorder.rows.checks import Part
from migrations_check.recorder.rows.plan import Plan, ordinary
from migrations_check.recorder.rows.table import Key, Table
from migrations_check.recorder.rows.value import NULL, Row

MOST = 12  # sets of columns
TRIES = 12  # rows that could be a twin

Columns = frozenset[str]


def apart(table: Table, keys: Iterable[Key]) -> list[Columns]:
    """The smallest sets of columns that have one of each key."""
    found: list[Columns] = [frozenset()]
    for columns in filter(None, map(table.decides, keys)):
        met = [each for each in found if each & columns]
        grown = {each | {name} for each in found if not each & columns for name in columns}
        found = sorted([*met, *(each for each in grown if not any(one <= each for one in met))], key=_size)[:MOST]
    return found


def twins(plan: Plan, rows: Iterable[Row], beside: Iterable[Row], loose: bool) -> list[tuple[Row, list[Row]]]:
    """Each row once for every twin it should have, with the rows that could be that twin, the best first.

    The `loose` keys count, or do not. What agrees in a key with a row `beside` comes not first, if it need not.
    """
    found: list[tuple[Row, list[Row]]] = []
    taken = list(beside)
    for row in rows:
        binding = [key for key in plan.table.keys if (loose or not key.loose) and _binds(key, row)]
        for names in apart(plan.table, binding):
            like = plan.free(_like(plan, row, names), taken)
            taken += like[:1]
            found += [(row, like)] if like else []
    return found


def _like(plan: Plan, row: Row, names: Columns) -> list[Row]:
    """Rows that differ from this one in these columns, and in others only where nothing else is possible."""
    ways = [_differing(part, row, names & part[0].keys()) for part in plan.parts if names & part[0].keys()]
    if not all(ways):
        return []
    turns = range(min(TRIES, max(map(len, ways), default=1)))
    return [{**row, **{n: v for way in ways for n, v in way[turn % len(way)].items()}} for turn in turns]


def telling(plan: Plan, rows: Iterable[Row], beside: Iterable[Row]) -> Iterator[Row]:
    """Of these rows those that show a kind of value which none before shows."""
    shown = plan.kinds(beside)
    for row in rows:
        if kinds := plan.kinds([row]) - shown:
            shown |= kinds
            yield row


def _differing(part: Part, row: Row, names: Columns) -> Part:
    others = [other for other in part if all(other[name].sql != row[name].sql for name in names)]
    return sorted(others, key=lambda other: (sum(other[n] != row[n] for n in other), *ordinary(other)))


def _binds(key: Key, row: Row) -> bool:
    return key.nulls_equal or all(row[name].rank != NULL for name in key.columns if name in row)


def _size(columns: Columns) -> tuple[int, list[str]]:
    return len(columns), sorted(columns)
