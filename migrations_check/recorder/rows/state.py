"""What a table has already, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from migrations_check.recorder.rows.asking import quote, told
from migrations_check.recorder.rows.table import Table
from migrations_check.recorder.rows.twins import apart
from migrations_check.recorder.rows.value import NULL, Row

FEW = 3  # rows that a table has at least


@dataclass(frozen=True)
class State:
    """How many rows a table has, and of each column how many values.

    `twinned` where two rows agree in whatever the keys permit.
    """

    rows: int
    values: Mapping[str, int]
    twinned: bool

    def missing(self, rows: Sequence[Row]) -> list[Row]:
        """Of these rows those that add a kind of value that no row has."""
        if self.rows < FEW:
            return list(rows)
        return [row for row in rows if any(self._lacks(name, value.rank == NULL) for name, value in row.items())]

    def complete(self, table: Table) -> bool:
        """Whether no row that is possible would add anything."""
        return (
            self.rows >= FEW
            and self.twinned
            and not any(
                self._lacks(column.name, False) or (not column.not_null and self._lacks(column.name, True))
                for column in table.settable
            )
        )

    def _lacks(self, name: str, null: bool) -> bool:
        return self.values[name] == (self.rows if null else 0)


def state(connection: Any, table: Table) -> State:
    names = [column.name for column in table.columns]
    values = ", ".join(["count(*)", *(f"count({name})" for name in names)])
    twinned = " and ".join(["true", *(f"count(distinct row({columns})) < count(*)" for columns in _alike(table))])
    [rows, *counted], alike = told(
        connection,
        f"select jsonb_build_array(v, t) from (select array[{values}], {twinned} from {table.rows}) s(v, t)",
    )
    return State(rows, dict(zip(names, counted, strict=True)), alike)


def _alike(table: Table) -> Iterator[str]:
    """The columns in which two rows may agree, as their texts."""
    names = [column.name for column in table.settable]
    for differing in apart(table, table.keys):
        if columns := [f"{name}::text" for name in names if name not in differing]:
            yield ", ".join(columns)


def counts(connection: Any, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table has."""
    pairs = (f"({quote(table.address)}, (select count(*) from {table.rows}))" for table in tables)
    if not (listed := ", ".join(pairs)):
        return {}
    return dict(told(connection, f"select jsonb_object_agg(a, n) from (values {listed}) v(a, n)"))
