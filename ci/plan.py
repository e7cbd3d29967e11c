"""The plan: what a person approves, and what is applied only while it is still true."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ci import commands, facts, state
from ci.facts import Facts
from ci.gates import Known
from ci.host import Host
from ci.vps import Vps, of, tuples

VERSION = 1
RESTART = ("auto", "always", "never")
PART = re.compile(r'"(?:[^"]|"")*"|[^.]+')


class PlanError(Exception):
    """The plan's file cannot be used; the message names it."""


@dataclass(frozen=True)
class Plan:
    """`target` are the chain's heads at the commit; `risks` the live tables and columns that are dropped or locked.

    A plan with a closed gate is not applied.
    """

    version: int
    run: str
    commit: str
    subject: str
    restart: str
    replace: bool
    vps: Mapping[str, Any]
    binding: Mapping[str, str]
    shown: Mapping[str, str]
    target: tuple[str, ...]
    pending: tuple[Mapping[str, Any], ...]
    findings: tuple[Mapping[str, Any], ...]
    not_judged: tuple[Mapping[str, str], ...]
    risks: tuple[Mapping[str, Any], ...]
    commands: tuple[Mapping[str, str], ...]
    closed: tuple[Mapping[str, str], ...]

    @property
    def facts(self) -> Vps:
        """The VPS's documented facts, as they were planned with."""
        return of(self.vps)

    @property
    def current(self) -> tuple[str, ...]:
        return tuple(self.binding["current"].split())

    def command(self, step: str) -> str | None:
        return next((one["command"] for one in self.commands if one["step"] == step), None)


def make(
    known: Known, run: str, restart: str, risks: tuple[Mapping[str, Any], ...], closed: tuple[Mapping[str, str], ...]
) -> Plan:
    texts = to_run(known, run, restart)
    return Plan(
        version=VERSION,
        run=run,
        commit=known.commit.id,
        subject=known.commit.subject,
        restart=restart,
        replace=known.replace,
        vps=asdict(known.vps),
        binding=facts.binding(known.facts),
        shown=facts.shown(known.facts),
        target=known.check.head,
        pending=tuple(asdict(revision) for revision in known.check.pending),
        findings=known.check.findings,
        not_judged=known.check.not_judged,
        risks=risks,
        commands=tuple({"step": step, "command": text, "sha256": facts.sha256(text)} for step, text in texts.items()),
        closed=closed,
    )


def to_run(known: Known, run: str, restart: str) -> dict[str, str]:
    """The commands that change something, by their step in the journal; empty where there is nothing to do."""
    vps, there, commit = known.vps, known.facts.text("commit"), known.commit.id
    texts: dict[str, str] = {}
    if there != commit or known.check.pending:
        branch = known.facts.text("branch")
        edits = bool(known.facts.edits)
        texts["restore-point"] = commands.set_aside(vps, run, branch, there) if edits else commands.tag(vps, run, there)
    if there != commit:
        texts["checkout"] = commands.checkout(vps, run, commit)
    if known.commit.requirements and vps.install:
        texts["install"] = commands.install(vps)
    if known.check.pending:
        texts["upgrade"] = commands.upgrade(vps)
    if restart == "always" or (restart == "auto" and texts):
        texts |= {"before-restart": commands.before_restart(vps), "restart": commands.restart(vps)}
    return texts


def affected(known: Known) -> list[tuple[str, str | None]]:
    """The live tables, and columns of tables, that the pending revisions drop or lock; quoted as Postgres quotes."""
    found: list[tuple[str, str | None]] = []
    for finding in known.check.findings:
        parts = PART.findall(finding["subject"])
        if finding["check"] == "drop-table" and len(parts) == 2:
            found.append((finding["subject"], None))
        if finding["check"] == "drop-column" and len(parts) == 3:
            found.append((f"{parts[0]}.{parts[1]}", parts[2]))
    found += [(table, None) for table in sorted(known.check.locks) if (table, None) not in found]
    live = {name for name, _ in known.facts.database.get("tables", ())}
    return [one for one in found if one[0] in live]


def canonical(plan: Plan) -> str:
    return json.dumps(asdict(plan), sort_keys=True, indent=1) + "\n"


def digest(plan: Plan) -> str:
    """The first 12 characters of the sha256 of the plan's file."""
    return hashlib.sha256(canonical(plan).encode()).hexdigest()[:12]


def read(file: Path) -> Plan:
    """Raises `PlanError`."""
    try:
        found = json.loads(file.read_text("utf-8"))
        plan = Plan(**tuples(found))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PlanError(f"{file} is no plan that can be read ({error}): make one with `plan --out {file}`") from error
    if plan.version != VERSION:
        raise PlanError(f"{file} was made by another version of the deploy: make a new plan")
    return plan


def moved(binding: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """The facts that are not any more as they were when the plan was made."""
    for name, was in binding.items():
        if now.get(name, "") != was:
            yield f"{name} was {_line(was)} when the plan was made, and is {_line(now.get(name, ''))}."


def gather(host: Host, plan: Plan) -> Facts:
    """What is found on the VPS now, and whether the plan's run began to change something there."""
    return facts.gather(host, plan.facts, state.started(plan.run, plan.commands[0]["step"]))


def differences(plan: Plan, now: Plan) -> Iterator[str]:
    """What binds and is not any more as it was when the plan was made."""
    yield from moved(plan.binding, now.binding)
    for was_command in plan.commands:
        text = was_command["command"]
        if now.command(was_command["step"]) != text or facts.sha256(text) != was_command["sha256"]:
            yield f"the command of step {was_command['step']} is not the one that was planned."


def _line(value: str) -> str:
    return "; ".join(line for line in value.splitlines() if line) or "nothing"
