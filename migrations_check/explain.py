"""`migrations-check explain`: every check in a line, or one on a page."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from migrations_check.acknowledgements import NEVER
from migrations_check.checks import Page, of_scope, pages
from migrations_check.finding import Scope
from migrations_check.project import TABLE

ELSEWHERE = {
    "environment": "What env.py or the models read cannot be acknowledged.",
    "edited-history": f"For a migration that was removed, in pyproject.toml, under [{TABLE}.acknowledged].",
    "outside-schema": f"For what env.py itself changes, in pyproject.toml, under [{TABLE}.acknowledged].",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("migrations-check explain", description="What a check finds, why, what instead.")
    parser.add_argument("id", nargs="?", metavar="ID", help="a check; without it, all of them in a table")
    parser.add_argument("--debug", action="store_true", help="the traceback of a fault of its own")
    wanted, known = parser.parse_args(arguments).id, pages()
    console = Console(highlight=False, markup=False)
    if wanted is None:
        console.print(_table(list(known.values())))
        return 0
    if wanted not in known:
        close = difflib.get_close_matches(wanted, known, 1)
        hint = f"did you mean {close[0]}?" if close else "migrations-check explain lists them"
        print(f"migrations-check: there is no check {wanted}: {hint}", file=sys.stderr)
        return 2
    console.print(_page(known[wanted]))
    console.print(_acceptance(wanted), soft_wrap=True)
    return 0


def _table(known: list[Page]) -> Table:
    table = Table("check", "severity", "finds", box=None, pad_edge=False)
    for page in known:
        table.add_row(page.id, page.severity.value, Text(page.what))
    return table


def _page(page: Page) -> Text:
    text = Text.assemble((page.id, "bold"), f" ({page.severity.value})\n\n{page.what}\n\n{page.why}\n\n")
    return text.append(f"Instead: {page.instead}\n")


def _acceptance(id: str) -> str:
    """Where a finding of this check can be accepted, with the line to paste there."""
    key = f'"{id} SUBJECT"'
    if id in NEVER:
        return "It cannot be acknowledged."
    if id in of_scope(Scope.CHAIN):
        return f'To accept one, in pyproject.toml:\n\n[{TABLE}.acknowledged]\n{key} = "the reason"'
    told = f'To accept one, in the migration:\n\nacknowledged = {{{key}: "the reason"}}'
    return f"{told}\n\n{ELSEWHERE[id]}" if id in ELSEWHERE else told
