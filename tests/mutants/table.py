"""The figures of a run, a line for each check, and what went wrong by the names of the mutants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tests.mutants.explained import Explained
from tests.mutants.outcome import Outcome

COLUMNS = ("check", "planted", "caught", "missed", "near misses", "wrongly accused")


def table(outcomes: Sequence[Outcome], checks: Iterable[str]) -> str:
    """What is true besides the planted thing and stays unsaid counts as missed, by the check that should say it."""
    rows = [_row(check, outcomes) for check in checks]
    total = ("in all", *(sum(row[n] for row in rows) for n in range(1, len(COLUMNS))))
    cells = [COLUMNS, *((str(cell) for cell in row) for row in [*rows, total])]
    return "\n".join("{:24} {:>8} {:>8} {:>8} {:>12} {:>16}".format(*row) for row in cells)


def _row(check: str, outcomes: Sequence[Outcome]) -> tuple[str, int, int, int, int, int]:
    about = [outcome for outcome in outcomes if outcome.mutant.check == check]
    planted = [outcome for outcome in about if outcome.mutant.subject]
    caught = sum(outcome.caught for outcome in planted)
    missed = sum(_is_of(check, finding) for outcome in outcomes for finding in outcome.missed)
    wrong = sum(_is_of(check, finding) for outcome in outcomes for finding in outcome.wrong)
    return check, len(planted), caught, missed, len(about) - len(planted), wrong


def _is_of(check: str, finding: str) -> bool:
    return finding.partition(" ")[0] == check


def faults(outcomes: Iterable[Outcome], explained: Collection[Explained]) -> list[str]:
    """A line for each miss and each wrong accusation that nobody explained, and for each explanation of neither."""
    known = {(one.mutant, one.finding) for one in explained}
    ran = list(outcomes)
    wrong = [(outcome, finding, verb) for outcome in ran for verb, finding in _wrong(outcome)]
    seen = {(outcome.mutant.name, finding) for outcome, finding, _ in wrong}
    names = {outcome.mutant.name for outcome in ran}
    told = [
        f"{verb} {finding}: {outcome.mutant.name}{_unable(outcome)}"
        for outcome, finding, verb in wrong
        if (outcome.mutant.name, finding) not in known
    ]
    return told + [
        f"explained, and no longer so: {finding}: {name}" for name, finding in sorted(known - seen) if name in names
    ]


def _wrong(outcome: Outcome) -> Iterable[tuple[str, str]]:
    yield from (("missed", finding) for finding in sorted(outcome.missed))
    yield from (("wrongly said", finding) for finding in sorted(outcome.wrong))


def _unable(outcome: Outcome) -> str:
    return f" (it could not run: {outcome.error})" if outcome.error else ""
