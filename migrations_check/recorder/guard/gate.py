"""The one gate that every attempt to connect goes through, whichever layer saw it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from migrations_check.record import Refusal
from migrations_check.recorder.guard.target import (
    MAINTENANCE,
    READ_ONLY,
    Allowed,
    described,
    filled,
    hidden,
    is_allowed,
)
from migrations_check.recorder.stack import Project, frames, steps


class WrongDatabase(RuntimeError):
    """Something else than this run's own databases would have been reached."""


@dataclass(frozen=True)
class Gate:
    allowed: Allowed
    names: frozenset[str]
    refused: Callable[[Refusal], None]
    project: Project
    told: set[Refusal] = field(default_factory=set)
    maintained: list[str] = field(default_factory=list)

    def refuse(self, target: str) -> NoReturn:
        """Tell it first: env.py may swallow the exception."""
        raise self.refusal(target)

    def refusal(self, target: str) -> WrongDatabase:
        path, line = self.project.place(steps(frames()))
        refusal = Refusal(hidden(target), path, line)
        if refusal not in self.told:
            self.told.add(refusal)
            self.refused(refusal)
        return WrongDatabase(f"refused to reach {refusal.target}: only the scratch databases of this run are allowed")

    def admit(
        self, params: Mapping[str, Any], environ: Mapping[str, str] = os.environ, maintenance: bool = True
    ) -> dict[str, str]:
        """What to add to the parameters, so that nothing is left to the environment; or refuse.

        The maintenance database may be read (does a database exist?) and not written: a driver that cannot be
        held to that says so with `maintenance`.
        """
        target = filled(params, environ)
        if not is_allowed(target, self.allowed, self.names, maintenance):
            self.refuse(described(target))
        added = {name: target[name] for name in ("host", "port", "dbname") if params.get(name) in (None, "")}
        if target["dbname"] == MAINTENANCE and MAINTENANCE not in self.allowed.databases:
            self.maintained.append(described(target))
            added["options"] = f"{params.get('options') or ''} {READ_ONLY}".strip()
        return added
