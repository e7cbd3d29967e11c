"""What a table has already, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from migrations_check.recorder.rows.asking import quote, told
from migrations_check.recorder.rows.table import Column, Table
from migrations_check.recorder.rows.value import NULL, Row

FEW = 3  # rows that a table has at least


@dataclass(frozen=True)
class State:
    """How many rows a table has, and of each column how many values and how many different ones."""

    rows: int
    values: Mapping[str, int]
    different: Mapping[str, int]

    def missing(self, table: Table, rows: Sequence[Row]) -> list[Row]:
        """Of these rows those that add a kind of value that no row has; all where there is no duplicate yet."""
        if self.rows < FEW or any(self._has_no_duplicate(table, column) for column in table.settable):
            return list(rows)
        return [row for row in rows if any(self._lacks(name, value.rank == NULL) for name, value in row.items())]

    def complete(self, table: Table) -> bool:
        """Whether no row that is possible would add anything."""
        return self.rows >= FEW and not any(
            self._has_no_duplicate(table, column)
            or self._lacks(column.name, False)
            or (not column.not_null and self._lacks(column.name, True))
            for column in table.settable
        )

    def _has_no_duplicate(self, table: Table, column: Column) -> bool:
        return 0 < self.values[column.name] == self.different[column.name] and not table.is_unique(column.name)

    def _lacks(self, name: str, null: bool) -> bool:
        return self.values[name] == (self.rows if null else 0)


def state(connection: Any, table: Table) -> State:
    names = [column.name for column in table.columns]
    sums = [f"count({name}) as v{n}, count(distinct {name}::text) as d{n}" for n, name in enumerate(names)]
    one = f"select {', '.join(['count(*) as rows', *sums])} from {table.rows}"
    found = told(connection, f"select to_jsonb(s) from ({one}) s")
    values = {name: found[f"v{n}"] for n, name in enumerate(names)}
    return State(found["rows"], values, {name: found[f"d{n}"] for n, name in enumerate(names)})


def counts(connection: Any, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table has."""
    pairs = (f"({quote(table.address)}, (select count(*) from {table.rows}))" for table in tables)
    if not (listed := ", ".join(pairs)):
        return {}
    return dict(told(connection, f"select jsonb_object_agg(a, n) from (values {listed}) v(a, n)"))
