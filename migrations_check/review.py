"""A record judged: runs the checks, sets aside what is acknowledged, and says what the exit code is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from migrations_check.acknowledgements import acknowledge
from migrations_check.checks import CHECKS, OF_THE_RECORD, id_of, unused_acknowledgement, wrong_database
from migrations_check.checks.reading.causes import cause
from migrations_check.finding import Finding, NotJudged, Severity
from migrations_check.not_judged import behind_the_break, never_replayed, not_asked
from migrations_check.overview import Overview, overviews
from migrations_check.record import Failure, Record, Revision, Step
from migrations_check.snapshot import Snapshot


@dataclass(frozen=True)
class Review:
    """What is to be reported. `error` is why it could not run; `facts` are the project's and the replay's.

    `revisions` is the chain in its order, `head` what stands in the database with all of it, `overviews` what each
    new revision does.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    total: int = 0
    new: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    head: Snapshot | None = None
    overviews: tuple[Overview, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    steps: tuple[Step, ...] = ()
    error: str | None = None
    strict: bool = False

    @property
    def standing(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.acknowledged is None)

    @property
    def acknowledged(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.acknowledged is not None)

    @property
    def passed(self) -> bool:
        return exit_code(self) == 0

    @property
    def seconds(self) -> float:
        return float(self.facts.get("seconds", 0.0))


def exit_code(review: Review) -> int:
    """0 nothing stands, 1 findings stand, 2 it could not run; warnings and what was not judged count if strict."""
    if review.error:
        return 2
    if any(finding.severity is Severity.ERROR for finding in review.standing):
        return 1
    return 1 if review.strict and (review.standing or review.not_judged) else 0


def review(record: Record, *, strict: bool = False) -> Review:
    """Judge a record; the project's own acknowledgements stand in its facts."""
    error = _error(record)
    findings, not_judged = _judge(record)
    not_judged += [NotJudged(reason, check) for check, reason in record.unjudged]
    spoken = {finding.check for finding in findings} | {said.check for said in not_judged}
    not_judged += never_replayed(record, error, spoken)
    findings = [acknowledge(finding, record) for finding in findings]
    if record.steps and not error:
        silent = {said.check for said in not_judged} | not_asked(record)
        made = unused_acknowledgement.findings(record, findings, silent, {id_of(check) for check in CHECKS})
        findings += [_of(unused_acknowledgement, finding) for finding in made]
    not_judged += behind_the_break(record)
    return Review(
        facts=record.facts,
        total=len(record.revisions),
        new=tuple(revision.id for revision in record.new),
        revisions=record.revisions,
        head=record.head,
        overviews=overviews(record, findings),
        findings=tuple(findings),
        not_judged=tuple(dict.fromkeys(not_judged)),
        steps=record.steps,
        error=error,
        strict=strict,
    )


def _judge(record: Record) -> tuple[list[Finding], list[NotJudged]]:
    findings: list[Finding] = []
    not_judged: list[NotJudged] = []
    places = {revision.id: number for number, revision in enumerate(record.revisions)}
    for check in OF_THE_RECORD:
        found: list[Finding] = []
        for said in check.findings(record):
            if isinstance(said, NotJudged):
                not_judged.append(replace(said, check=id_of(check)))
            else:
                found.append(_of(check, said))
        once = dict.fromkeys(found)  # a statement in a loop is told once
        findings += sorted(once, key=lambda finding: (places.get(finding.revision or "", -1), finding.line or 0))
    return findings, not_judged


def _of(check: ModuleType, finding: Finding) -> Finding:
    return replace(finding, check=id_of(check), severity=check.severity)


def _error(record: Record) -> str | None:
    """Why this could not run, and what to do."""
    if record.facts.get("error"):
        return str(record.facts["error"])
    if record.refusals:
        refused = record.refusals[0]
        who = f"revision {refused.revision}" if refused.revision else refused.path or "env.py"
        return f"{who} tried to connect to {refused.target}: {wrong_database.instead(refused)}"
    if record.failure:
        return _failed(record.failure)
    if record.problems:
        return None
    if not record.revisions:
        return "the chain has no revisions: look at script_location and version_locations in alembic.ini"
    if not record.steps:
        return "env.py ended without running a single migration: it has to call context.run_migrations()"
    trusted = record.facts.get("trusted")
    if trusted and not any(revision.trusted for revision in record.revisions):
        return f"trusted = {trusted!r} in the settings is no revision of this chain: correct it or take it out"
    return None


def _failed(failure: Failure) -> str:
    place = f"{failure.path}:{failure.line}: " if failure.path else ""
    if failure.missing:
        names = ", ".join(failure.missing)
        values = ", ".join(f'{name} = "x"' for name in failure.missing)
        declare = f"declare it in pyproject.toml, under [tool.migrations-check]: environment = {{ {values} }}"
        return f"{place}{names} is read and not set: {declare}"
    kind = "" if failure.kind in ("Crash", "Timeout") else f"{failure.kind}: "
    message = f"{place}{kind}{' '.join(failure.message.split())}"
    return f"{message}{cause(failure.message)}"
