"""The words that every report uses, so that they say the same."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable

from migrations_check.acknowledgements import can_be_acknowledged
from migrations_check.checks import Page
from migrations_check.finding import Finding, NotJudged, Severity
from migrations_check.overview import Downgrade, Overview
from migrations_check.record import Rows
from migrations_check.review import Review
from migrations_check.words import short

ACCEPTED_IN = "pyproject.toml, under [tool.migrations-check.acknowledged]"


def first_line(review: Review) -> str:
    """Which interpreter, which server, and what counts as new."""
    facts = review.facts
    python = " ".join(str(facts[name]) for name in ("interpreter", "python") if facts.get(name))
    server = facts.get("origin") or (f"Postgres {facts['postgres']}" if facts.get("postgres") else "no server")
    new = facts.get("since", "not known")
    counted = f" ({len(review.new)} of {review.total} revisions)" if review.total else ""
    return f"{python}; {server}; new is {new}{counted}"


def closing_line(review: Review) -> str:
    counts = [
        *counted(review.standing),
        f"{len(review.acknowledged)} acknowledged" if review.acknowledged else "",
        f"{count(len({said.check for said in review.not_judged}), 'check')} not judged" if review.not_judged else "",
    ]
    told = ", ".join(filter(None, counts))
    return f"{verdict(review)}: {told or 'nothing found'}; {review.seconds:.1f} s"


def verdict(review: Review) -> str:
    return "passed" if review.passed else "could not run" if review.error else "did not pass"


def counted(findings: Iterable[Finding]) -> list[str]:
    """`2 errors`, `1 warning`; nothing of which there is none."""
    severities = [finding.severity for finding in findings]
    return [count(number, s.value) for s in (Severity.ERROR, Severity.WARNING) if (number := severities.count(s))]


def count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def by_check(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.check, []).append(finding)
    return found


def by_reason(not_judged: Iterable[NotJudged]) -> dict[str, list[str]]:
    """Each reason, with the checks that could not be judged for it."""
    found: dict[str, list[str]] = {}
    for said in not_judged:
        found.setdefault(said.reason, []).append(said.check)
    return found


def place(finding: Finding) -> str:
    """`migrations/versions/a1.py:18`; empty where it belongs to no file."""
    return ":".join(str(part) for part in (finding.path, finding.line) if part is not None) if finding.path else ""


def in_repository(review: Review, path: str) -> str:
    """A path of the project as it stands below the folder where the command ran."""
    project = str(review.facts.get("project") or ".")
    return path if project.startswith(("/", "..")) else posixpath.normpath(posixpath.join(project, path))


def instead(page: Page, findings: Iterable[Finding]) -> str:
    """What the page says to do instead; empty where each finding says it for its own statement."""
    return "" if all("Instead: " in finding.message for finding in findings) else page.instead


def to_paste(findings: Iterable[Finding]) -> list[tuple[str, list[str]]]:
    """What acknowledges these, as (where, lines): one table a migration, and one line each for the settings."""
    by_place: dict[str | None, list[str]] = {}
    for finding in findings:
        if can_be_acknowledged(finding):
            by_place.setdefault(finding.revision and finding.path, []).append(finding.key)
    return [(path or ACCEPTED_IN, _lines(path, dict.fromkeys(keys))) for path, keys in by_place.items()]


def _lines(path: str | None, keys: Iterable[str]) -> list[str]:
    return _in_python(keys) if path else [f'{_quoted(key)} = "..."' for key in keys]


def _in_python(keys: Iterable[str]) -> list[str]:
    lines = [f'{_quoted(key)}: "..."' for key in keys]
    if len(lines) == 1:
        return [f"acknowledged = {{{lines[0]}}}"]
    return ["acknowledged = {", *(f"    {line}," for line in lines), "}"]


def _quoted(key: str) -> str:
    """As Python and TOML both read it."""
    return json.dumps(key, ensure_ascii=False)


def downgrade(told: Downgrade) -> str:
    """Whether it restores what was there, without the reasons where it does not."""
    if told.restores is None:
        return f"not tried: {'; '.join(told.reasons)}"
    if not told.restores:
        return "does not restore what was there"
    return f"restores what was there{', rows too' if told.with_rows else '; tried on empty tables'}"


def undone(told: Downgrade) -> list[str]:
    """The same line by line, with what it does not restore."""
    return [downgrade(told), *(short(reason, 120) for reason in told.reasons if told.restores is False)]


def rows(moved: Rows) -> str:
    """`3 inserted, 1 deleted`."""
    counts = ((moved.inserted, "inserted"), (moved.updated, "updated"), (moved.deleted, "deleted"))
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "changed"


def measured(overview: Overview) -> str:
    return "with rows" if overview.with_rows else "on empty tables"
