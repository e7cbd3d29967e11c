"""One module a format, each with `render(review) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrations_check.reports import github, html, json, junit, markdown, sarif, terminal
from migrations_check.review import Review

REPORTS: Mapping[str, Callable[[Review], str]] = {
    "terminal": terminal.render,
    "json": json.render,
    "markdown": markdown.render,
    "github": github.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "html": html.render,
}
