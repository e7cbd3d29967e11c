"""Annotations on the lines of a pull request, as commands that GitHub reads in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrations_check.checks import Page, pages
from migrations_check.finding import Finding, Severity
from migrations_check.reports.accepting import lines
from migrations_check.reports.visible import one_line, visible
from migrations_check.reports.wording import counted, in_repository, instead
from migrations_check.review import Review

# GitHub shows so many of a type in a step.
LIMIT = 10


def render(review: Review) -> str:
    return "".join(f"{line}\n" for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    if review.error:
        yield _command("error", visible(review.error), title="migrations-check could not run")
    errors = [one for one in review.standing if one.severity is Severity.ERROR]
    warnings = [one for one in review.standing if one.severity is not Severity.ERROR]
    shown = [*errors[: LIMIT - bool(review.error)], *warnings[:LIMIT]]
    known, accepting = pages(), lines(review)
    for finding in shown:
        yield _annotation(review, finding, known[finding.check], accepting.get(finding))
    for finding in review.acknowledged[: LIMIT - 1]:
        yield _acknowledged(review, finding)
    rest = [one for one in review.standing if one not in shown]
    acknowledged = len(review.acknowledged[LIMIT - 1 :])
    told = [*counted(rest), *([f"{acknowledged} acknowledged"] if acknowledged else [])]
    if told:
        text = f"not shown here: {', '.join(told)}; the summary of this run has them"
        yield _command("notice", text, title="migrations-check")


def _annotation(review: Review, finding: Finding, page: Page, accepting: tuple[str, str] | None) -> str:
    pasted = [f"To accept it, {': '.join(accepting)}"] if accepting else []
    advice = [f"Instead: {told}"] if (told := instead(page, [finding])) else []
    text = "\n".join([finding.message, *advice, *pasted])
    return _command(finding.severity.value, visible(text), **_place(review, finding), title=one_line(finding.key))


def _acknowledged(review: Review, finding: Finding) -> str:
    text = f"{finding.message}\nacknowledged: {finding.acknowledged}"
    return _command("notice", visible(text), **_place(review, finding), title=one_line(finding.key))


def _place(review: Review, finding: Finding) -> Mapping[str, str]:
    if not finding.path:
        return {}
    return {"file": visible(in_repository(review, finding.path)), "line": str(finding.line or 1)}


def _command(name: str, message: str, **properties: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
