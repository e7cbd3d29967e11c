"""The managed schema as an entity-relationship diagram: where each table stands, and the lines of its foreign keys."""

from __future__ import annotations

from collections.abc import Iterator
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


@dataclass(frozen=True)
class Box:
    """A table with its upper left corner; every line below its title is a `LINE` high."""

    table: Table
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """A foreign key, from the table that has it to the one it leads to; `ends` are their numbers, from 1."""

    path: str
    ends: tuple[int, int]
    title: str


@dataclass(frozen=True)
class Schema:
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
    graph = graphlay.Graph()
    for table in found:
        graph.node(table.address, width=_width(table), height=_height(table))
    known = {table.address: number for number, table in enumerate(found, 1)}
    pairs = [(table.address, to) for table in found for to in dict.fromkeys(table.references) if to in known]
    for own, to in pairs:
        graph.edge(to, own)
    if not pairs:
        # Tables that stand alone are set in rows only beside some that are joined.
        graph.edge(graph.node(width=1, height=1), graph.node(width=1, height=1))
    layout = graphlay.layout(graph)
    low, high = layout.bounds["min"], layout.bounds["max"]
    dx, dy = MARGIN - low["x"], MARGIN - low["y"]
    return Schema(
        tuple(_box(table, node, dx, dy) for table, node in zip(found, layout.nodes, strict=False)),
        tuple(
            Arrow(path(reversed(edge["points"]), dx, dy), (known[own], known[to]), f"{own} references {to}")
            for (own, to), edge in zip(pairs, layout.edges, strict=False)
        ),
        dropped(review),
        high["x"] + dx + MARGIN,
        high["y"] + dy + MARGIN,
    )


def _box(table: Table, node: dict[str, dict[str, float]], dx: float, dy: float) -> Box:
    center, size = node["center"], node["size"]
    return Box(
        table,
        center["x"] - size["width"] / 2 + dx,
        center["y"] - size["height"] / 2 + dy,
        size["width"],
        size["height"],
    )


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
