"""Lines of a layout as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ROUND = 6


def path(points: Iterable[Mapping[str, float]], dx: float, dy: float) -> str:
    """Straight lines with round corners through these points, moved by (dx, dy)."""
    places = [(point["x"] + dx, point["y"] + dy) for point in points]
    words = [f"M{_at(places[0])}"]
    for before, corner, after in zip(places, places[1:], places[2:], strict=False):
        words.append(f"L{_at(_towards(corner, before))}Q{_at(corner)} {_at(_towards(corner, after))}")
    return "".join([*words, f"L{_at(places[-1])}"])


def _towards(corner: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """The place on the line from a corner to its end where the rounding begins."""
    across, down = end[0] - corner[0], end[1] - corner[1]
    length = max(abs(across), abs(down))
    share = min(ROUND, length / 2) / length if length else 0
    return corner[0] + across * share, corner[1] + down * share


def _at(place: tuple[float, float]) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}".replace(".0", "")
