"""The words that every report uses, so that they say the same."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from migrations_check.acknowledgements import can_be_acknowledged
from migrations_check.checks import Page
from migrations_check.finding import Finding, NotJudged, Severity
from migrations_check.overview import Downgrade, Overview
from migrations_check.record import Rows
from migrations_check.review import Review

# More checks than these are not read one by one.
READABLE = 5


def first_lines(review: Review) -> list[str]:
    """What counts as new, which interpreter, which server: what is known of it."""
    facts = review.facts
    python = " from ".join(str(facts[name]) for name in ("python", "interpreter") if facts.get(name))
    told = [
        _new(review) if review.total else "",
        f"Python {python}" if python else "",
        facts.get("origin") or (f"Postgres {facts['postgres']}" if facts.get("postgres") else ""),
    ]
    return [line for line in told if line]


def _new(review: Review) -> str:
    new = len(review.new)
    told = f"{new} of {count(review.total, 'revision')} {'is' if new == 1 else 'are'} new"
    return f"{told}: {review.facts['since']}" if review.facts.get("since") else told


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


def by_reason(not_judged: Iterable[NotJudged]) -> dict[str, str]:
    """Each reason, with the checks that could not be judged for it, or only their number."""
    found: dict[str, list[str]] = {}
    for said in not_judged:
        found.setdefault(said.reason, []).append(said.check)
    return {reason: _checks(checks) for reason, checks in found.items()}


def _checks(checks: list[str]) -> str:
    return ", ".join(checks) if len(checks) <= READABLE else f"{len(checks)} checks"


def error(review: Review) -> str:
    """Why it could not run; empty where a finding tells that, and more."""
    told = review.facts.get("error") is None and any(not can_be_acknowledged(one) for one in review.standing)
    return "" if told else review.error or ""


def place(finding: Finding) -> str:
    """`migrations/versions/a1.py:18`; empty where it belongs to no file."""
    return ":".join(str(part) for part in (finding.path, finding.line) if part is not None) if finding.path else ""


def in_repository(review: Review, path: str) -> str:
    """A path of the project as it stands below the folder where the command ran."""
    project = str(review.facts.get("project") or ".")
    return path if project.startswith(("/", "..")) else posixpath.normpath(posixpath.join(project, path))


def instead(page: Page, findings: Iterable[Finding]) -> str:
    """What the page says to do instead; empty where each finding says it for its own statement."""
    return "" if all("Instead:" in finding.message for finding in findings) else page.instead


def downgrade(told: Downgrade) -> str:
    """Whether it restores what was there, without the reasons where it does not."""
    if told.restores is None:
        return f"not tried: {'; '.join(told.reasons)}"
    if not told.restores:
        return "does not restore what was there"
    return f"restores what was there{', rows too' if told.with_rows else '; tried on empty tables'}"


def undone(told: Downgrade) -> list[str]:
    """The same line by line, with what it does not restore."""
    return [downgrade(told), *(told.reasons if told.restores is False else ())]


def rows(moved: Rows) -> str:
    """`3 inserted, 1 deleted`."""
    counts = ((moved.inserted, "inserted"), (moved.updated, "updated"), (moved.deleted, "deleted"))
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "changed"


def failed(overview: Overview) -> str:
    """Why the upgrade failed, without the details and hints that the finding tells."""
    return overview.error.splitlines()[0] if overview.error else ""


def measured(overview: Overview) -> str:
    return "with rows" if overview.with_rows else "on empty tables"
