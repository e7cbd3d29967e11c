"""The report for a person: each check that found something, where, why it matters, and what to do instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from migrations_check.checks import Page, pages
from migrations_check.finding import Finding, Severity
from migrations_check.review import Review, can_be_acknowledged

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
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
    console.print(_text(first_line(review)), soft_wrap=True)
    known = pages()
    for check, findings in _by_check(review.standing).items():
        _check(console, known[check], findings)
    _set_aside(console, review)
    if review.error:
        console.print()
        console.print(_text(f"Could not run: {review.error}", "bold red"))
    console.print()
    console.print(_text(closing_line(review), "bold green" if review.passed else "bold red"), soft_wrap=True)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def first_line(review: Review) -> str:
    """Which interpreter, which server, and what counts as new."""
    facts = review.facts
    python = " ".join(str(facts[name]) for name in ("interpreter", "python") if facts.get(name))
    server = facts.get("origin") or (f"Postgres {facts['postgres']}" if facts.get("postgres") else "no server")
    new = facts.get("since", "not known")
    counted = f" ({len(review.new)} of {review.total} revisions)" if review.total else ""
    return f"{python}; {server}; new is {new}{counted}"


def closing_line(review: Review) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in review.standing)
    counts = [
        _count(errors, "error"),
        _count(len(review.standing) - errors, "warning"),
        f"{len(review.acknowledged)} acknowledged" if review.acknowledged else "",
        f"{_count(len({said.check for said in review.not_judged}), 'check')} not judged" if review.not_judged else "",
    ]
    verdict = "passed" if review.passed else "could not run" if review.error else "did not pass"
    told = ", ".join(count for count in counts if count)
    return f"{verdict}: {told or 'nothing found'}; {review.seconds:.1f} s"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def _by_check(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.check, []).append(finding)
    return found


def _check(console: Console, page: Page, findings: list[Finding]) -> None:
    console.print()
    title = Text(f"{page.severity.value} ", COLORS[page.severity])
    console.print(title.append(page.id, "bold").append(f"  {page.what}", "not bold"))
    for finding in findings:
        console.print()
        place = _place(finding)
        if place:
            console.print(_text(f"  {place}", "cyan"), soft_wrap=True)
        console.print(_text(f"  {finding.subject}", "bold"), soft_wrap=True)
        _paragraph(console, finding.message, 4)
    console.print()
    _paragraph(console, f"Why: {page.why}", 2)
    _paragraph(console, f"Instead: {page.instead}", 2)
    _to_paste(console, findings)


def _to_paste(console: Console, findings: list[Finding]) -> None:
    """What acknowledges these: one table a migration, and one line each for the settings."""
    by_place: dict[str | None, list[Finding]] = {}
    for finding in findings:
        if can_be_acknowledged(finding):
            by_place.setdefault(finding.revision and finding.path, []).append(finding)
    for path, own in by_place.items():
        where = path or "pyproject.toml, under [tool.migrations-check.acknowledged]"
        console.print(_text(f"  To accept it, say why in {where}:"), soft_wrap=True)
        keys = dict.fromkeys(finding.key for finding in own)
        for line in _in_python(keys) if path else [f'{_quoted(key)} = "..."' for key in keys]:
            console.print(_text(f"    {line}"), soft_wrap=True)


def _in_python(keys: Iterable[str]) -> list[str]:
    lines = [f'{_quoted(key)}: "..."' for key in keys]
    if len(lines) == 1:
        return [f"acknowledged = {{{lines[0]}}}"]
    return ["acknowledged = {", *(f"    {line}," for line in lines), "}"]


def _quoted(key: str) -> str:
    """As Python and TOML both read it."""
    return json.dumps(key, ensure_ascii=False)


def _set_aside(console: Console, review: Review) -> None:
    if review.acknowledged or review.not_judged:
        console.print()
    for finding in review.acknowledged:
        _paragraph(console, f"acknowledged: {finding.key}: {finding.acknowledged}", 0)
    by_reason: dict[str, list[str]] = {}
    for said in review.not_judged:
        by_reason.setdefault(said.reason, []).append(said.check)
    for reason, checks in by_reason.items():
        _paragraph(console, f"not judged: {', '.join(checks)}: {reason}", 0)


def _place(finding: Finding) -> str:
    return ":".join(str(part) for part in (finding.path, finding.line) if part is not None) if finding.path else ""


def _paragraph(console: Console, text: str, indent: int) -> None:
    console.print(Padding(_text(text), (0, 0, 0, indent)))


def _text(text: str, style: str = "") -> Text:
    """Text and nothing but: what a database or a migration says never steers the terminal."""
    return Text(CONTROL.sub("?", text.replace("\r\n", "\n")), style)
