"""The managed schema as an entity-relationship diagram: where each table stands, and the lines of its foreign keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import graphlay

from migrations_check.reports.html.drawing import path
from migrations_check.reports.html.tables import Table, dropped, tables
from migrations_check.review import Review
from migrations_check.snapshot import Thing

LETTER = 7.3
LINE = 22
TITLE = 34
FOOT = 8
MARGIN = 24
TYPE = 30
# More are no picture any more, and take minutes to lay out.
DRAWN = 300


@dataclass(frozen=True)
class Box:
    """A table with its number and its upper left corner; every line below its title is a `LINE` high."""

    number: int
    table: Table
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """A foreign key, from the table that has it to the one it leads to; `ends` are their numbers."""

    path: str
    ends: tuple[int, int]
    title: str


@dataclass(frozen=True)
class Schema:
    """`tables` are all, numbered from 1; `boxes` those that are drawn."""

    tables: tuple[Table, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    dropped: tuple[Thing, ...]
    width: float
    height: float


def schema(review: Review) -> Schema | None:
    """None where no head was reached. References to tables outside the managed schemas are not drawn."""
    if review.head is None:
        return None
    found = tables(review)
    numbers = {table.address: number for number, table in enumerate(found, 1)}
    shown = _shown(found)
    pairs = _pairs(shown)
    layout = graphlay.layout(_graph(shown, pairs))
    low, high = layout.bounds["min"], layout.bounds["max"]
    dx, dy = MARGIN - low["x"], MARGIN - low["y"]
    boxes = zip(shown, layout.nodes, strict=False)
    arrows = zip(pairs, layout.edges, strict=False)
    return Schema(
        found,
        tuple(_box(numbers[table.address], table, node, dx, dy) for table, node in boxes),
        tuple(
            Arrow(path(reversed(edge["points"]), dx, dy), (numbers[own], numbers[to]), f"{own} references {to}")
            for (own, to), edge in arrows
        ),
        dropped(review),
        high["x"] + dx + MARGIN,
        high["y"] + dy + MARGIN,
    )


def _shown(found: tuple[Table, ...]) -> tuple[Table, ...]:
    """All; of very many those that the new revisions touched, and their neighbours."""
    if len(found) <= DRAWN:
        return found
    marked = {table.address for table in found if table.mark}
    wanted = {to for table in found if table.mark for to in table.references} | marked
    near = [table for table in found if table.address in wanted or marked.intersection(table.references)]
    return tuple(sorted(near, key=lambda table: not table.mark)[:DRAWN])


def _pairs(shown: Iterable[Table]) -> list[tuple[str, str]]:
    known = {table.address for table in shown}
    return [(table.address, to) for table in shown for to in dict.fromkeys(table.references) if to in known]


def _graph(shown: Iterable[Table], pairs: Iterable[tuple[str, str]]) -> graphlay.Graph:
    graph = graphlay.Graph()
    for table in shown:
        graph.node(table.address, width=_width(table), height=_height(table))
    for own, to in pairs:
        graph.edge(to, own)
    if not graph.edges:
        # Tables that stand alone are set in rows only beside some that are joined.
        graph.edge(graph.node(width=1, height=1), graph.node(width=1, height=1))
    return graph


def _box(number: int, table: Table, node: dict[str, dict[str, float]], dx: float, dy: float) -> Box:
    center, size = node["center"], node["size"]
    x, y = center["x"] - size["width"] / 2 + dx, center["y"] - size["height"] / 2 + dy
    return Box(number, table, x, y, size["width"], size["height"])


def _height(table: Table) -> float:
    return TITLE + LINE * (len(table.columns) + len(table.others)) + FOOT


def _width(table: Table) -> float:
    return LETTER * max(map(len, _lines(table))) + 28


def _lines(table: Table) -> Iterator[str]:
    """What the lines say, to measure them."""
    yield f"{table.address} {table.mark}"
    for column in table.columns:
        yield f"+ {column.name} {column.mark}  {' '.join(column.keys)} {column.type[:TYPE]}?"
    for other in table.others:
        yield f"+ {other.kind} {other.name} {other.mark}"
