"""`migrations-check explain`: every check in a line, or one on a page."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from migrations_check.checks import Page, pages
from migrations_check.review import NEVER_ACKNOWLEDGED


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("migrations-check explain", description="What a check finds, why, what instead.")
    parser.add_argument("id", nargs="?", metavar="ID", help="a check; without it, all of them in a table")
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
    return 0


def _table(known: list[Page]) -> Table:
    table = Table("check", "finds", box=None, pad_edge=False)
    for page in known:
        table.add_row(page.id, Text(page.what))
    return table


def _page(page: Page) -> Text:
    text = Text.assemble((page.id, "bold"), f" ({page.severity.value})\n\n{page.what}\n\n{page.why}\n\n")
    text.append(f"Instead: {page.instead}\n")
    if page.id in NEVER_ACKNOWLEDGED:
        return text.append("\nIt cannot be acknowledged.\n")
    return text.append(f'\nTo accept one, in the migration: acknowledged = {{"{page.id} SUBJECT": "the reason"}}\n')
