"""The report for a pull request's page, as GitHub shows it below a run: the verdict first, what is long folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrations_check.checks import Page, pages
from migrations_check.finding import Finding
from migrations_check.overview import Alteration, Overview
from migrations_check.record import Statement
from migrations_check.reports.accepting import blocks
from migrations_check.reports.listing import locked, renamed
from migrations_check.reports.markup import block, code, folded, plain, table
from migrations_check.reports.mermaid import diagram
from migrations_check.reports.visible import visible
from migrations_check.reports.wording import (
    by_check,
    by_reason,
    closing_line,
    error,
    failed,
    first_lines,
    instead,
    measured,
    place,
    rows,
    undone,
)
from migrations_check.review import Review
from migrations_check.words import apart, short

# GitHub refuses a summary above 1 MiB.
LIMIT = 1_000_000
LONGEST_MESSAGE = 2_000
LONGEST_SQL = 50_000


def render(review: Review) -> str:
    return "\n\n".join(_fitting(_parts(review))) + "\n"


def _fitting(parts: Iterable[str]) -> Iterator[str]:
    """The parts that fit, and a pointer to where the others are."""
    room, left_out = LIMIT, 0
    for part in parts:
        size = len(part.encode(errors="replace")) + 2
        if size > room:
            left_out += 1
        else:
            room -= size
            yield part
    if left_out:
        yield (
            f"**Cut here**: GitHub shows 1 MiB, and {left_out} parts more did not fit. "
            "The page (`--report html=FILE`) and the JSON report have everything."
        )


def _parts(review: Review) -> Iterator[str]:
    mark = "✅" if review.passed else "❌"
    yield f"## {mark} {plain(closing_line(review))}"
    yield "<br>".join(map(plain, first_lines(review)))
    if told := error(review):
        yield f"**Could not run:** {plain(told)}"
    known = pages()
    for check, findings in by_check(review.standing).items():
        yield from _check(known[check], findings)
    yield from _to_paste(review)
    yield from _set_aside(review)
    if review.overviews:
        yield "### What the new revisions do"
        yield block(diagram(review), "mermaid")
    for overview in review.overviews:
        yield _overview(overview)
        yield from _sql(overview)


def _check(page: Page, findings: list[Finding]) -> Iterator[str]:
    yield f"### {page.severity.value} `{page.id}`: {plain(page.what)}"
    for finding in findings:
        where = f"{code(place(finding))}<br>" if place(finding) else ""
        yield f"- {where}{_message(finding)}"
    yield f"**Why:** {plain(page.why)}"
    if told := instead(page, findings):
        yield f"**Instead:** {plain(told)}"


def _message(finding: Finding) -> str:
    """It names the subject, which is what a reader looks for."""
    subject, message = plain(finding.subject), plain(short(finding.message, LONGEST_MESSAGE))
    return message.replace(subject, f"<strong>{subject}</strong>", 1)


def _to_paste(review: Review) -> Iterator[str]:
    for where, lines in blocks(review):
        title = f"To accept what is meant, paste its line into {code(where)}, with the reason in the place of the dots"
        yield folded(title, block("\n".join(lines)))


def _set_aside(review: Review) -> Iterator[str]:
    told = [f"- acknowledged: {code(one.key)}: {plain(one.acknowledged or '')}" for one in review.acknowledged]
    for reason, checks in by_reason(review.not_judged).items():
        told.append(f"- not judged: {code(checks)}: {plain(short(reason, LONGEST_MESSAGE))}")
    if told:
        yield "### Set aside"
    yield from told


def _overview(overview: Overview) -> str:
    revision = overview.revision
    parts = [f"#### {code(revision.id)} {plain(revision.message)}", table(("", ""), list(_facts(overview)))]
    altered = [_alteration(one) for one in (*overview.columns, *overview.others)]
    if altered:
        parts.append(table(("", "kind", "name", "before", "after", "line"), altered))
    return "\n\n".join(parts)


def _facts(overview: Overview) -> Iterator[tuple[str, str]]:
    told = {
        "file": [code(overview.revision.path)],
        "tables": [code(one) for one in overview.tables] or ["none"],
        "schemas": [code(one) for one in overview.schemas] or ["none"],
        "renamed": [plain(renamed(one)) for one in overview.renames],
        f"rows, {measured(overview)}": [f"{code(one.relation)} {rows(one)}" for one in overview.rows],
        f"locked, {measured(overview)}": [plain(locked(one)) for one in overview.locks],
        "rewritten": [code(one) for one in overview.rewrites],
        "failed": [plain(short(failed(overview), LONGEST_MESSAGE))] if overview.error else [],
        "downgrade": [plain(line) for line in undone(overview.downgrade)],
    }
    return ((label, "<br>".join(lines)) for label, lines in told.items() if lines)


def _alteration(one: Alteration) -> tuple[str, ...]:
    before, after = apart(one.before, one.after, 200) if one.before and one.after else (one.before, one.after)
    definitions = (code(short(text, 200)) if text else "" for text in (before, after))
    return one.what, one.kind, code(one.address), *definitions, str(one.line or "")


def _sql(overview: Overview) -> Iterator[str]:
    for sql, way in ((overview.up, "up"), (overview.down, "down")):
        if sql:
            yield folded(f"SQL of {code(overview.revision.id)} {way}", _statements(sql))


def _statements(statements: Iterable[Statement]) -> str:
    told = "\n\n".join(_statement(one) for one in statements)
    more = len(told) - LONGEST_SQL
    return block(told if more <= 0 else f"{told[:LONGEST_SQL]}\n-- {more} characters more", "sql")


def _statement(statement: Statement) -> str:
    line = f"-- line {statement.line}\n" if statement.line else ""
    return f"{line}{visible(statement.sql).strip().rstrip(';')};"
