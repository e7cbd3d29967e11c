"""The events of a run: of a replay with the project's facts around it, or of a kept record."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from migrations_check.history.edits import edits
from migrations_check.history.since import Since
from migrations_check.postgres import ServerError
from migrations_check.project import Project, ProjectError
from migrations_check.record import Event
from migrations_check.replay import ReplayError, live_dump, replay
from migrations_check.replay.baseline import BaselineError
from migrations_check.replay.live_dump import Dump, LiveError

FORMAT = 1
TIMEOUT = 600.0
SAVE = "write one with --save-record FILE"


def replayed(
    project: Project,
    new: Callable[[Project], Since],
    *,
    postgres: str,
    timeout: float = TIMEOUT,
    keep: bool = False,
    message: str = "",
    dump: Path | None = None,
) -> Iterator[Event]:
    """Everything that a replay tells. What keeps it from running is told too, so that a report can say it.

    `timeout` is in seconds, for one revision; with a `message` the next revision is written. `dump` is the live schema.
    """
    begun = time.monotonic()
    yield _facts(project)
    try:
        judged = new(project)
        yield {"event": "facts", "since": judged.phrase}
        given = _live(dump, project, judged) if dump else None
        if given:
            yield {"event": "facts", "live": judged.revision, "since": f"{judged.phrase}, tried on the live schema"}
        yield _edits(project, judged)
        events = replay(project, judged, postgres=postgres, timeout=timeout, keep=keep, message=message, live=given)
        yield from events
    except (ProjectError, BaselineError, LiveError, ServerError, ReplayError) as error:
        yield {"event": "facts", "error": str(error), "log": getattr(error, "log", "")}
    yield {"event": "facts", "seconds": round(time.monotonic() - begun, 3)}


def _facts(project: Project) -> dict[str, Any]:
    return {
        "event": "facts",
        "format": FORMAT,
        "project": _shown(project.root),
        "name": project.root.name,
        "config": os.path.relpath(project.config, project.root),
        "interpreter": project.interpreter,
        "schemas": list(project.schemas),
        "trusted": project.trusted,
        "acknowledged": dict(project.acknowledged),
    }


def _live(file: Path, project: Project, judged: Since) -> Dump:
    if judged.revision is None:
        raise ProjectError("--live needs --since REVISION: the one that `alembic current` tells of the live database")
    return live_dump.read(file, project.schemas)


def _edits(project: Project, judged: Since) -> Event:
    """Where every revision is new, none can have been edited."""
    if judged.revision is None and judged.old is None:
        return {"event": "edits", "edits": [], "reason": ""}
    if judged.base is None:
        return {"event": "edits", "edits": None, "reason": judged.no_base}
    found = [asdict(edit) for edit in edits(judged.base, project.root)]
    return {"event": "edits", "edits": found, "reason": ""}


def _shown(root: Path) -> str:
    here = Path.cwd()
    return os.path.relpath(root, here) if root.is_relative_to(here) else str(root)


def kept(file: Path) -> list[Event]:
    """A record saved before. Raises `ProjectError`."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise ProjectError(f"{file} (--from-record) cannot be read: {told}; {SAVE}") from error
    events = [_kept(line, f"{file}:{number}") for number, line in enumerate(lines, 1)]
    if not events or "format" not in events[0]:
        raise ProjectError(f"{file} (--from-record) is no saved record: {SAVE}")
    if events[0]["format"] != FORMAT:
        raise ProjectError(f"{file} (--from-record) was saved by another version of migrations-check: {SAVE}")
    return events


def _kept(line: bytes, place: str) -> Event:
    try:
        event = json.loads(line)
    except ValueError:
        event = None
    if not isinstance(event, dict) or "event" not in event:
        raise ProjectError(f"{place} (--from-record) is no line of a saved record: {SAVE}")
    return event


def saving(events: Iterable[Event], file: Path | None) -> Iterator[Event]:
    """The same events, each written to the file as it comes."""
    if file is None:
        yield from events
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as lines:
        for event in events:
            lines.write(json.dumps(event) + "\n")
            yield event


def showing(events: Iterable[Event], console: Console) -> Iterator[Event]:
    """The same events, with a bar over the revisions; only where somebody looks."""
    if not console.is_terminal:
        yield from events
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("starting", total=None)
        done = 0
        for event in events:
            if event["event"] == "begin":
                progress.update(bar, description=_doing(event), total=event.get("total"), completed=done)
            elif event["event"] == "step":
                done += 1
                progress.update(bar, completed=done)
            yield event


def _doing(event: Mapping[str, Any]) -> str:
    return f"{event['direction']:8} {event['revision']}"
