"""The models as they were at the base commit: a second recorder runs the env.py of then, only for their catalog."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from migrations_check.history import base
from migrations_check.history.base import Base
from migrations_check.history.since import Since
from migrations_check.project import Project
from migrations_check.record import Event
from migrations_check.replay.process import Recorder, orders, recorder


@dataclass
class ModelsAtBase:
    """What is known of them so far: `reason` is why there are none, `other` the process that makes them.

    With neither they are the models of now.
    """

    name: str = ""
    reason: str = ""
    other: Recorder | None = None
    now: dict[str, Event] = field(default_factory=dict)

    def hear(self, event: Event, database: Callable[[], Mapping[str, Any]]) -> None:
        """Listen to the replay: once its models are told, those of the base may rely on the same head."""
        if event["event"] in ("head", "models"):
            self.now[event["event"]] = event
        if self.other and event["event"] == "models":
            # A file, since a pipe would not take so much while the other process imports.
            file = self.other.home / "head.json"
            file.write_text(json.dumps(self.now["head"]["things"]), "utf-8")
            self.other.answer({**database(), "template": [], "head": str(file)})

    def told(self) -> Event:
        """Waits for the other process, where there is one."""
        models = self.now.get("models")
        if self.reason:
            return _nothing(self.reason)
        if models is None or models["error"]:
            return _nothing("without the models of now there is nothing to compare")
        if self.other is None:
            return {"event": "base", "things": models["things"], "reason": ""}
        for event in self.other.events():
            if event["event"] == "base":
                return {**event, "reason": ""}
            if event["event"] in ("failed", "refused"):
                return _nothing(f"the models as they were in {self.name} cannot be made: {_why(event)}")
        return _nothing(f"the models as they were in {self.name} were not told")


@contextmanager
def models_at_base(project: Project, since: Since, timeout: float) -> Iterator[ModelsAtBase]:
    """The process is started at once, so that it imports while the chain is replayed, and ended with the block."""
    there = since.base
    if there is None:
        yield ModelsAtBase(reason=since.no_base)
    elif not there.scripts_now.keys() - there.scripts.keys():
        yield ModelsAtBase(reason="no migration is new")
    elif not base.models_may_differ(there):
        yield ModelsAtBase()
    else:
        with recorder(project, timeout) as other:
            reason = _begin(project, since, there, other)
            yield ModelsAtBase(there.name, reason, None if reason else other)


def _begin(project: Project, since: Since, there: Base, other: Recorder) -> str:
    """Lay the tree of then into the process's own folder, and give it its orders; or say why not."""
    tree = other.home / "tree"
    try:
        root, config = (tree / path.resolve().relative_to(there.top) for path in (project.root, project.config))
        base.write(there, tree)
    except (OSError, ValueError) as error:
        return f"the files of {there.name} cannot be written to a folder: {error}"
    if not config.is_file():
        return f"{there.name} has no {os.path.relpath(config, root)}"
    then = replace(project, root=root, config=config)
    other.answer({**orders(then, since), "top": str(there.top), "tree": str(tree)})
    return ""


def _why(event: Event) -> str:
    if event["event"] == "refused":
        return f"{_place(event)}it tried to reach {event['target']}"
    return f"{_place(event['failure'])}{event['failure']['message'].partition(chr(10))[0]}"


def _place(told: Mapping[str, Any]) -> str:
    return f"{told['path']}:{told['line']}: " if told.get("path") else ""


def _nothing(reason: str) -> Event:
    return {"event": "base", "things": None, "reason": reason}
