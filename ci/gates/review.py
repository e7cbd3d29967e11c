"""The third to the sixth step: the commit and its migrations were reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ci import commands
from ci.gates.known import Known
from ci.github import GREEN

DESTRUCTIVE = ("drop-table", "drop-column", "drop-schema", "drop-type", "unexpected-drop-index", "destroys-rows")


def models(known: Known) -> Iterator[str]:
    """The commit is on the protected branch, and its checks are green."""
    commit = known.commit
    if commit.on_branch:
        yield f"Commit {commit.id[:12]} may not be deployed: {commit.on_branch}."
    if commit.unasked:
        yield f"Whether the checks of {commit.id[:12]} are green is not known: {commit.unasked}."
    for name, ended in commit.checks.items():
        if ended not in GREEN:
            yield f"The check {name!r} of {commit.id[:12]} is {ended} on GitHub: wait for it, or mend what it found."


def generated(known: Known) -> Iterator[str]:
    """What is deployed leads to the commit: its history, its chain, its requirements."""
    commit, check, vps = known.commit, known.check, known.vps
    if commit.follows:
        yield f"Commit {commit.id[:12]} cannot be brought to the VPS: {commit.follows}."
    if commit.requirements and not vps.install:
        yield (
            f"{', '.join(commit.requirements)} changed, and the facts file has no install command: set install, such "
            f"as `{commands.PYTHON} -m pip install -r requirements.txt`."
        )
    if len(check.head) > 1:
        yield f"The commit's chain has several heads ({', '.join(check.head)}): merge them with `alembic merge`."


def reviewed(known: Known) -> Iterator[str]:
    """The check passes on the pending revisions."""
    check = known.check
    if check.error:
        yield f"The pending migrations could not be checked: {check.error}."
    for finding in check.standing:
        if finding["check"] not in (*DESTRUCTIVE, "live-drift"):
            yield told(finding)


def destructive(known: Known) -> Iterator[str]:
    """What drops or overwrites something is acknowledged."""
    for finding in known.check.standing:
        if finding["check"] in DESTRUCTIVE:
            yield f"{told(finding)} If it is meant, acknowledge it in the migration, with a reason."


def told(finding: Mapping[str, Any]) -> str:
    place = f"{finding['path']}:{finding['line']}: " if finding["path"] else ""
    message = " ".join(str(finding["message"]).split())
    return f"{place}{finding['check']}: {message}."
