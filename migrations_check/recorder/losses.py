"""What rows and values were there before, and are gone or others after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from migrations_check.record import Loss
from migrations_check.recorder.data import Data, Row, Table
from migrations_check.recorder.shown import row_shown, shown

# Of one such type and of another a value is written alike.
WRITTEN_ALIKE = ({"text", "character varying"}, {"smallint", "integer", "bigint"})


@dataclass(frozen=True)
class Kept:
    """A column that is there before and after: where it stands in a row of each, and whether its values are written
    in another way, since its type is another.

    `renamed` are values of an enum that have another name now.
    """

    name: str
    before: int
    after: int
    retyped: bool
    in_key: bool
    renamed: Mapping[str, str]

    def old(self, row: Row) -> Any:
        """The value of a row before, as it is written now."""
        return self.renamed.get(row[self.before], row[self.before])


def losses(before: Data, after: Data) -> list[Loss]:
    """Of tables and columns that are still themselves, whatever they are called now."""
    pairs = ((table, after[oid]) for oid, table in before.items() if oid in after)
    return [loss for old, new in pairs for loss in _of_table(old, new, _kept(old, new, "number"))]


def losses_by_name(before: Data, after: Data) -> list[Loss]:
    """Of tables and columns that are there under the same name, though they may have been made anew."""
    named = {table.address: table for table in after.values()}
    pairs = ((table, named[table.address]) for table in before.values() if table.address in named)
    return [loss for old, new in pairs for loss in _of_table(old, new, _kept(old, new, "name"))]


def _kept(old: Table, new: Table, identity: str) -> list[Kept]:
    places = {getattr(column, identity): number for number, column in enumerate(new.columns)}
    return [
        _as_kept(old, n, new, places[id]) for n, c in enumerate(old.columns) if (id := getattr(c, identity)) in places
    ]


def _as_kept(old: Table, before: int, new: Table, after: int) -> Kept:
    was, now = old.columns[before], new.columns[after]
    renamed = {label: now.labels.get(id, label) for id, label in was.labels.items()}
    return Kept(was.name, before, after, _retyped(was.type, now.type), was.number in old.key, renamed)


def _retyped(was: str, now: str) -> bool:
    bases = {was.partition("(")[0], now.partition("(")[0]}
    return was != now and not any(bases <= alike for alike in WRITTEN_ALIKE)


def _of_table(old: Table, new: Table, kept: list[Kept]) -> Iterator[Loss]:
    key = [column for column in kept if column.in_key]
    if key and len(key) == len(old.key) and not any(column.retyped for column in key):
        matched, gone, others = _by_key(old, new, key)
    else:
        matched, gone, others = [], list(old.rows), list(new.rows)
    same, gone, others = _alike(gone, others, [c for c in kept if not c.retyped])
    matched += same
    pairs, gone = _nearest(gone, others, kept)
    if gone:
        yield Loss(old.address, "", len(gone), len(old.rows), _shown(old, gone[0]))
    matched += pairs
    for column in kept:
        yield from _of_column(old, new, column, matched)


def _by_key(old: Table, new: Table, key: list[Kept]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows with the same key, those whose key is gone, and those whose key is new."""
    left = {tuple(row[c.after] for c in key): row for row in new.rows}
    matched, gone = [], []
    for row in old.rows:
        other = left.pop(tuple(c.old(row) for c in key), None)
        if other is None:
            gone.append(row)
        else:
            matched.append((row, other))
    return matched, gone, list(left.values())


def _alike(gone: list[Row], others: list[Row], kept: list[Kept]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pair what has the same values in all these columns."""
    by_values: dict[Row, list[Row]] = {}
    for row in others:
        by_values.setdefault(tuple(row[c.after] for c in kept), []).append(row)
    same, left = [], []
    for row in gone:
        found = by_values.get(tuple(c.old(row) for c in kept)) if kept else None
        if found:
            same.append((row, found.pop()))
        else:
            left.append(row)
    return same, left, [row for rows in by_values.values() for row in rows]


def _nearest(gone: list[Row], others: list[Row], kept: list[Kept]) -> tuple[list[tuple[Row, Row]], list[Row]]:
    """Take what has come for what is gone, each for the row that it is most like; and what has none."""
    pairs, left = [], list(others)
    for row in gone[: len(others)]:
        likest = max(left, key=lambda other: sum(c.old(row) == other[c.after] for c in kept))
        left.remove(likest)
        pairs.append((row, likest))
    return pairs, gone[len(others) :]


def _of_column(old: Table, new: Table, column: Kept, matched: list[tuple[Row, Row]]) -> Iterator[Loss]:
    """Values overwritten; of a column whose type changed, those that became NULL or fell together with others."""
    had = [(column.old(a), b[column.after]) for a, b in matched if a[column.before] is not None]
    if column.retyped:
        lost = [pair for pair in had if pair[1] is None] or _fallen_together(had)
    else:
        lost = [pair for pair in had if pair[0] != pair[1]]
    if lost:
        yield Loss(old.address, column.name, len(lost), len(had), _became(old, new, column, *lost[0]))


def _fallen_together(had: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Values that were different and are the same now."""
    first: dict[Any, Any] = {}
    return [(value, now) for value, now in had if first.setdefault(now, value) != value]


def _became(old: Table, new: Table, column: Kept, value: Any, now: Any) -> str:
    was, kept = old.columns[column.before], new.columns[column.after]
    return f"{shown(value, was.type)}, now {shown(now, kept.type)}"


def _shown(table: Table, row: Row) -> str:
    return row_shown((c.name, shown(value, c.type)) for c, value in zip(table.columns, row, strict=True))
