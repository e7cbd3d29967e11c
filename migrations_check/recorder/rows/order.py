"""In which order tables are filled: parents first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from migrations_check.recorder.rows.table import Table


def reached(tables: Mapping[str, Table], schemas: Iterable[str]) -> dict[str, Table]:
    """The tables of these schemas, and those that their foreign keys lead to."""
    wanted = set(schemas)
    found = [address for address, table in tables.items() if table.schema in wanted]
    for address in found:
        parents = (key.parent for key in tables[address].foreign_keys)
        found += (parent for parent in parents if parent in tables and parent not in found)
    return {address: tables[address] for address in sorted(found)}


def ordered(tables: Mapping[str, Table]) -> tuple[list[list[str]], set[str]]:
    """Groups of tables, of which the later may refer to the earlier, and the tables that lie on any cycle.

    The tables of a group need each other's rows.
    """
    groups: list[list[str]] = []
    cyclic: set[str] = set()
    for ring in _rings(_parents(tables, tables, required=False)):
        parents = _parents(tables, ring, required=True)
        groups += _rings(parents)
        if len(ring) > 1 or any(key.parent in ring for key in tables[ring[0]].foreign_keys):
            cyclic.update(ring)
    return groups, cyclic


def _parents(tables: Mapping[str, Table], among: Iterable[str], required: bool) -> dict[str, list[str]]:
    inside = set(among)
    return {
        address: [
            key.parent
            for key in tables[address].foreign_keys
            if key.parent in inside and (not required or tables[address].requires(key))
        ]
        for address in among
    }


def _rings(parents: Mapping[str, list[str]]) -> list[list[str]]:
    """Strongly connected components, parents first (Tarjan)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    rings: list[list[str]] = []

    def visit(address: str) -> None:
        number[address] = low[address] = len(number)
        stack.append(address)
        for parent in parents[address]:
            if parent not in number:
                visit(parent)
            if parent in stack:
                low[address] = min(low[address], low[parent])
        if low[address] == number[address]:
            start = stack.index(address)
            rings.append(sorted(stack[start:]))
            del stack[start:]

    for address in parents:
        if address not in number:
            visit(address)
    return rings
