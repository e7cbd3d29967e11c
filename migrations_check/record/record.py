"""One replay: everything that the checks judge, and nothing that they conclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from migrations_check.record.nouns import (
    Difference,
    Edit,
    Failure,
    Import,
    Models,
    Problem,
    Refusal,
    Revision,
    Step,
)
from migrations_check.record.trial import Together, Trial
from migrations_check.snapshot import Change, Snapshot


@dataclass(frozen=True)
class Record:
    """A replay, whole or as far as it came.

    `failure` is what ended it before it could judge anything (env.py or the models do not run); `preamble`
    is what env.py did by itself before the first step; `unprotected` are the planted tables outside the
    managed schemas that autogenerate would drop; `broke_at` is the revision at which the way up ended.
    `trials` are the new revisions run on rows, `together` the same in one run. `edits` are migrations that are
    not what they were at the base ref, and `base` is the models' own catalog there; where either is None, `no_edits`
    and `no_base` say why. `imports` are the migrations that import models. `live` is the
    live database's catalog, where one was given, and `at` the chain's own at the same revision.
    """

    schemas: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    failure: Failure | None = None
    preamble: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()
    head: Snapshot | None = None
    differences: tuple[Difference, ...] | None = None
    unprotected: tuple[str, ...] = ()
    autogenerate_error: Failure | None = None
    models: Models | None = None
    trials: tuple[Trial, ...] = ()
    together: Together | None = None
    edits: tuple[Edit, ...] | None = None
    no_edits: str = "there is no base to compare with"
    base: Snapshot | None = None
    no_base: str = "there is no base to compare with"
    imports: tuple[Import, ...] = ()
    live: Snapshot | None = None
    at: Snapshot | None = None
    unjudged: tuple[tuple[str, str], ...] = ()
    steps_by_key: Mapping[tuple[str, str], Step] = field(default_factory=dict, repr=False, compare=False)

    @property
    def new(self) -> tuple[Revision, ...]:
        return tuple(revision for revision in self.revisions if revision.new)

    @property
    def upgrades(self) -> Iterator[Step]:
        return (step for step in self.steps if step.direction == "up")

    @property
    def judged(self) -> tuple[Revision, ...]:
        """All but trusted history."""
        return tuple(revision for revision in self.revisions if not revision.trusted)

    @property
    def no_head(self) -> str | None:
        """Why there is no head to judge, where there is none."""
        if self.broke_at:
            return f"the upgrade of {self.broke_at} failed, and what follows it did not run"
        if self.head is not None:
            return None
        if self.problems:
            return "the scripts do not make a chain"
        return "the replay ended before the head"

    @property
    def no_models(self) -> str | None:
        """Why there is nothing to compare the head with, where there is nothing."""
        error = self.autogenerate_error
        return self.no_head or (error.message if error and error.kind == "NoModels" else None)

    @property
    def new_upgrades(self) -> Iterator[Step]:
        new = {revision.id for revision in self.new}
        return (step for step in self.upgrades if step.revision in new)

    @property
    def broke_at(self) -> str | None:
        return next((step.revision for step in self.upgrades if step.error), None)

    def step(self, revision: str, direction: str) -> Step | None:
        return self.steps_by_key.get((revision, direction))

    def revision(self, id: str) -> Revision:
        return next(revision for revision in self.revisions if revision.id == id)

    def trial(self, revision: str) -> Trial | None:
        return next((trial for trial in self.trials if trial.revision == revision), None)
