"""The plan as a person reads it: Markdown, for the terminal and for GitHub's step summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ci.plan import Plan, digest
from ci.vps import milliseconds
from ci.words import block, clean, code, count

MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*[]<>|"})


def render(plan: Plan, runbook: Sequence[tuple[str, str]]) -> str:
    """The whole plan. `runbook` is each step's line and what it means if it stops there."""
    parts = (_head(plan), _gates(plan), _pending(plan), _risks(plan), _findings(plan), _facts(plan), _commands(plan))
    return "\n".join("\n".join(part) for part in (*parts, _runbook(runbook)) if part)


def plain(text: str) -> str:
    """Text from elsewhere in a sentence of Markdown."""
    return clean(" ".join(text.split())).translate(MARKDOWN)


def _head(plan: Plan) -> list[str]:
    known = count(len(plan.pending), "pending migration") if plan.pending else "no pending migration"
    what = known if plan.target else "what is pending is not known"
    restart = "the bot is restarted" if plan.command("restart") else "the bot is not restarted"
    return [
        f"# Plan {digest(plan)}\n",
        f"Deploy commit `{plan.commit}`, {plain(plan.subject)}, to `{plan.vps['project']}`: {what}; {restart}. "
        f"Run `{plan.run}`.\n",
    ]


def _gates(plan: Plan) -> list[str]:
    if plan.closed:
        gates = [f"- {plain(gate['line'])} **{plain(gate['why'])}**" for gate in plan.closed]
        return ["## It cannot be applied\n", *gates, ""]
    if not plan.commands:
        return ["**Nothing is to be done: the commit is deployed, and the database is at its head.**\n"]
    return ["Every gate is open. Read on, and approve it if this is what you want.\n"]


def _pending(plan: Plan) -> list[str]:
    lines = ["## What is migrated\n"] if plan.pending else []
    for revision in plan.pending:
        lines += [f"{code(revision['id'])} {plain(revision['message'])}, {code(revision['path'])}\n"]
        lines += [block("".join(f"{sql};\n" for sql in revision["sql"]) or "-- no SQL", "sql")]
    return lines


def _risks(plan: Plan) -> list[str]:
    lines = [_risk(one) for one in plan.risks]
    in_force = plan.shown["lock timeout"]
    if plan.pending and milliseconds(in_force) != milliseconds(plan.facts.lock_timeout):
        lines.append(
            f"- The lock timeout is not in force (it is {plain(in_force or 'unknown')}): while the upgrade waits for a "
            "lock, the bot may wait behind it."
        )
    return ["## What it does to the live data\n", *lines, ""] if lines else []


def _risk(one: Mapping[str, Any]) -> str:
    if one["column"] is not None:
        name = code(f"{one['table']}.{one['column']}")
        return f"- {name} is dropped: {one['values']} of {one['rows']} rows have a value."
    what = f"is locked ({one['lock']})" if one["lock"] else "is dropped"
    return f"- {code(one['table'])} {what}: {one['rows']} rows, {_size(one['bytes'])}."


def _size(count: int) -> str:
    return f"{count / 1024:.0f} kB" if count < 1 << 20 else f"{count / (1 << 20):.0f} MB"


def _findings(plan: Plan) -> list[str]:
    lines = [f"- {_finding(finding)}" for finding in plan.findings]
    lines += [f"- {plain(said['check'])} was not judged: {plain(said['reason'])}" for said in plan.not_judged]
    return ["## What the check found\n", *lines, ""] if lines else []


def _finding(finding: Mapping[str, Any]) -> str:
    accepted = f" (acknowledged: {plain(finding['acknowledged'])})" if finding["acknowledged"] is not None else ""
    what = f"{finding['severity']} {code(finding['check'])} {code(finding['subject'])}"
    return f"{what}: {plain(finding['message'])}{accepted}"


def _facts(plan: Plan) -> list[str]:
    return [
        "## What was found on the VPS\n",
        "Binding: if one of these differs when the plan is applied, it is not.\n",
        *_table(plan.binding),
        "\nFor reading: each is judged again.\n",
        *_table(plan.shown),
        "",
    ]


def _table(facts: Mapping[str, str]) -> Iterator[str]:
    yield "| fact | value |\n| --- | --- |"
    for name, value in facts.items():
        yield f"| {name} | {'<br>'.join(code(line) for line in value.splitlines())} |"


def _commands(plan: Plan) -> list[str]:
    lines = ["## What is run, as it stands here\n"] if plan.commands else []
    for one in plan.commands:
        lines += [f"`{one['step']}`, sha256 `{one['sha256']}`\n", block(one["command"], "sh")]
    return lines


def _runbook(runbook: Sequence[tuple[str, str]]) -> list[str]:
    lines = [f"{number}. {line}\n   If it stops here: {means}" for number, (line, means) in enumerate(runbook, 1)]
    return ["## The runbook\n", *lines, ""]
