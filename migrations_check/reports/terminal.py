"""The report for a person: each check that found something, where, why it matters, and what to do instead."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from migrations_check.checks import Page, pages
from migrations_check.finding import Finding, Severity
from migrations_check.reports.accepting import blocks
from migrations_check.reports.listing import listing
from migrations_check.reports.visible import one_line, visible
from migrations_check.reports.wording import by_check, by_reason, closing_line, error, first_lines, instead, place
from migrations_check.review import Review

COMMAND = re.compile(r"(^\s*:(?=:)|##(?=\[))")
READABLE = 20
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def render(review: Review, width: int = 80, color: bool = False) -> str:
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
    )
    for line in first_lines(review):
        console.print(_text(line), soft_wrap=True)
    if told := error(review):
        console.print()
        console.print(_text(f"Could not run: {told}", "bold red"))
    known = pages()
    for check, findings in by_check(review.standing).items():
        _check(console, known[check], findings)
    _to_paste(console, review)
    _set_aside(console, review)
    if review.overviews:
        _what_is_new(console, review)
    console.print()
    console.print(_text(closing_line(review), "bold green" if review.passed else "bold red"), soft_wrap=True)
    assert isinstance(console.file, StringIO)
    return "\n".join(_no_command(line.rstrip()) for line in console.file.getvalue().split("\n")[:-1]) + "\n"


def _no_command(line: str) -> str:
    """A line that a CI server would take for a command of ours: GitHub's begin with `::`, or have `##[` in them."""
    return COMMAND.sub(r"\1 ", line)


def _check(console: Console, page: Page, findings: list[Finding]) -> None:
    console.print()
    title = Text(f"{page.severity.value} ", COLORS[page.severity])
    console.print(title.append(page.id, "bold").append(f"  {page.what}", "not bold"))
    where = ""
    for finding in findings:
        console.print()
        if place(finding) != where:
            where = place(finding)
            console.print(_text(f"  {where}", "cyan"), soft_wrap=True)
        _finding(console, finding)
    console.print()
    _paragraph(console, f"Why: {page.why}", 2)
    if told := instead(page, findings):
        _paragraph(console, f"Instead: {told}", 2)


def _finding(console: Console, finding: Finding) -> None:
    """Its message, which names the subject."""
    text = _text(finding.message)
    text.highlight_words([visible(finding.subject)], "bold")
    console.print(Padding(text, (0, 0, 0, 4 if finding.path else 2)))


def _to_paste(console: Console, review: Review) -> None:
    found = blocks(review)
    if found:
        console.print()
        _paragraph(console, "To accept what is meant, paste its line, with the reason in the place of the dots.", 0)
    for where, lines in found:
        console.print(_text(f"\n  In {where}:"), soft_wrap=True)
        for line in lines:
            console.print(_text(f"    {line}"), soft_wrap=True)


def _set_aside(console: Console, review: Review) -> None:
    """Where it could not run, what was not judged is only counted: everything but the one sentence is noise then."""
    reasons = list(by_reason(review.not_judged).items()) if not review.error else []
    if review.acknowledged or reasons:
        console.print()
    for finding in review.acknowledged:
        _paragraph(console, f"acknowledged: {finding.key}: {finding.acknowledged}", 0)
    for reason, checks in reasons[:READABLE]:
        _paragraph(console, f"not judged: {checks}: {reason}", 0)
    if len(reasons) > READABLE:
        _paragraph(console, f"not judged, for {len(reasons) - READABLE} reasons more: the other reports have them", 0)


def _what_is_new(console: Console, review: Review) -> None:
    """The review list of each new revision, where there are few enough to read."""
    if len(review.overviews) > READABLE:
        console.print()
        told = f"What each of the {len(review.overviews)} new revisions does is in the other reports."
        _paragraph(console, told, 0)
        return
    for overview in review.overviews:
        console.print()
        revision = overview.revision
        console.print(_text(f"new {revision.id}  {one_line(revision.message)}", "bold"), soft_wrap=True)
        table = Table(box=None, show_header=False, padding=(0, 0, 0, 2))
        for label, text in listing(overview):
            table.add_row(_text(label), _text(text))
        console.print(table)


def _paragraph(console: Console, text: str, indent: int) -> None:
    console.print(Padding(_text(text), (0, 0, 0, indent)))


def _text(text: str, style: str = "") -> Text:
    """Text and nothing but: what a database or a migration says never steers the terminal."""
    return Text(visible(text), style)
