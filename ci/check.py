"""What migrations-check says of the revisions that are pending on the VPS; it is run as a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ci import git
from ci.words import gist


@dataclass(frozen=True)
class Revision:
    """One that is pending, with the SQL that it ran on the throwaway server."""

    id: str
    message: str
    path: str
    sql: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """What migrations-check said. `error` is why it could not run."""

    exit: int
    error: str
    findings: tuple[Mapping[str, Any], ...]
    not_judged: tuple[Mapping[str, str], ...]
    pending: tuple[Revision, ...]
    locks: Mapping[str, str]  # relation: its strongest mode
    head: tuple[str, ...]

    @property
    def standing(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(f for f in self.findings if f["severity"] == "error" and f["acknowledged"] is None)


STRENGTH = ("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")


def check(folder: Path, commit: str, current: tuple[str, ...], dump: str, python: str | None) -> Check:
    """Run the check on the commit's own files: on what comes after the live revision, and on the live schema."""
    with git.tree(folder, commit) as tree, TemporaryDirectory(prefix="migrations-check-") as place:
        report, record, live = (Path(place) / name for name in ("report.json", "record.jsonl", "live.sql"))
        live.write_text(dump, "utf-8")
        since = ["--since", current[0]] if current else ["--all"]
        since += ["--live", str(live)] if current and dump else []
        words = [str(tree), *since, "--report", f"json={report}", "--save-record", str(record)]
        interpreter = ["--python", python] if python else []
        ran = subprocess.run(
            [sys.executable, "-m", "migrations_check", *words, *interpreter],
            env={name: value for name, value in os.environ.items() if not name.startswith(("VPS_", "GITHUB_"))},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        said = ran.stderr.decode(errors="replace").strip()
        return judged(ran.returncode, said, _read(report), _read(record))


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def judged(exit: int, said: str, report: str, record: str) -> Check:
    """From the check's exit code, its report and its record, which are empty where it could not run."""
    told = json.loads(report) if report else {}
    events = [json.loads(line) for line in record.splitlines()]
    ran = exit in (0, 1) and bool(told)
    error = told.get("error") or ("" if ran else gist(said))
    new = set(told.get("revisions", {}).get("new", ()))
    revisions = [one for event in events if event["event"] == "chain" for one in event["revisions"]]
    parents = {parent for one in revisions for parent in (*one["parents"], *one["dependencies"])}
    return Check(
        exit=exit,
        error=error,
        findings=tuple(told.get("findings", ())),
        not_judged=tuple(told.get("not_judged", ())),
        pending=tuple(_pending(revisions, events, new)),
        locks=_locks([step for step in told.get("steps", ()) if step["revision"] in new]),
        head=tuple(sorted(one["id"] for one in revisions if one["id"] not in parents)),
    )


def _pending(revisions: list[dict[str, Any]], events: list[dict[str, Any]], new: set[str]) -> list[Revision]:
    """In the order in which the upgrade ran them."""
    named = {one["id"]: one for one in revisions}
    first: dict[str, dict[str, Any]] = {}
    for event in events:
        if event["event"] == "step" and event["direction"] == "up" and event["revision"] in new:
            first.setdefault(event["revision"], event)
    return [
        Revision(id, named[id]["message"], named[id]["path"], tuple(s["sql"].strip() for s in step["statements"]))
        for id, step in first.items()
    ]


def _locks(steps: list[Mapping[str, Any]]) -> dict[str, str]:
    """The strongest mode of each relation; what is weaker lets the bot read and write."""
    taken = [lock for step in steps if step["direction"] == "up" for lock in step["locks"] if lock["mode"] in STRENGTH]
    return {lock["relation"]: lock["mode"] for lock in sorted(taken, key=lambda lock: STRENGTH.index(lock["mode"]))}
