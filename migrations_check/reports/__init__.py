"""One module a format, each with `render(review) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrations_check.reports import html, json, terminal
from migrations_check.review import Review

REPORTS: Mapping[str, Callable[[Review], str]] = {
    "terminal": terminal.render,
    "json": json.render,
    "html": html.render,
}
