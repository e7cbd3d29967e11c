"""The chain as a picture: a line for each revision, the newest first, and the lanes of its branches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import graphlay

from migrations_check.finding import Severity
from migrations_check.reports.html.drawing import path
from migrations_check.review import Review

Point = dict[str, float]
Node = dict[str, Point]
ROW = 36
LETTER = 8.5
LETTERS = 90
DOT = 12
OPTIONS = {
    "direction": "topbottom",
    "spacing": {"layer_gap": ROW - DOT, "node_gap": DOT, "dummy_gap": DOT, "stub": 4, "port_gap": 0},
}


@dataclass(frozen=True)
class Dot:
    """A revision at (x, y); `parents` are told where it has several, or depends on others."""

    id: str
    message: str
    parents: tuple[str, ...]
    new: bool
    errors: int
    warnings: int
    x: float
    y: float


@dataclass(frozen=True)
class Chain:
    """`text` is where the words begin, right of all lanes; `paths` are the lines between the dots."""

    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    text: float
    width: float
    height: float


def chain(review: Review) -> Chain | None:
    """None where there is no chain to draw."""
    if not review.revisions:
        return None
    graph = _graph(review)
    layout = graphlay.layout(graph, options=OPTIONS)
    low, high = layout.bounds["min"], layout.bounds["max"]
    dx, dy = ROW / 2 - low["x"], ROW / 2 - low["y"]
    dots = tuple(_dots(review, layout.nodes, dx, dy))
    text = high["x"] + dx + 1.5 * DOT
    ends = [(layout.nodes[edge["source"]], layout.nodes[edge["target"]]) for edge in graph.edges]
    return Chain(
        dots,
        tuple(
            path(_between_middles(edge["points"], *own), dx, dy) for edge, own in zip(layout.edges, ends, strict=True)
        ),
        text,
        text + LETTER * max(map(_letters, dots)),
        high["y"] + dy + ROW / 2,
    )


def _dots(review: Review, nodes: Iterable[Node], dx: float, dy: float) -> Iterator[Dot]:
    errors, warnings = (_counted(review, severity) for severity in (Severity.ERROR, Severity.WARNING))
    for revision, node in zip(reversed(review.revisions), nodes, strict=True):
        several = len(revision.parents) > 1 or revision.dependencies
        yield Dot(
            revision.id,
            _one_line(revision.message),
            (*revision.parents, *revision.dependencies) if several else (),
            revision.new,
            errors[revision.id],
            warnings[revision.id],
            node["center"]["x"] + dx,
            node["center"]["y"] + dy,
        )


def _letters(dot: Dot) -> int:
    """At most, with the marks behind its message."""
    return len(f"{dot.id} {dot.message} {' and '.join(dot.parents)} after new 999 errors 999 warnings")


def _graph(review: Review) -> graphlay.Graph:
    """Each revision stands on a line of its own; parents that are not there are left out."""
    graph = graphlay.Graph()
    for number, revision in enumerate(reversed(review.revisions)):
        graph.node(revision.id, width=DOT, height=DOT, rank={"fixed": number})
    known = {revision.id for revision in review.revisions}
    for revision in reversed(review.revisions):
        for parent in dict.fromkeys((*revision.parents, *revision.dependencies)):
            if parent in known:
                graph.edge(revision.id, parent)
    return graph


def _between_middles(points: list[Point], source: Node, target: Node) -> list[Point]:
    """The layout lets lines begin side by side along a dot; here they begin in its middle."""
    begin, end = source["center"], target["center"]
    inner = [dict(point) for point in points[1:-1]]
    if inner:
        inner[0]["x"], inner[-1]["x"] = begin["x"], end["x"]
    return [begin, *inner, end]


def _counted(review: Review, severity: Severity) -> Counter[str | None]:
    return Counter(finding.revision for finding in review.standing if finding.severity is severity)


def _one_line(message: str) -> str:
    text = " ".join(message.split())
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 3]}..."
