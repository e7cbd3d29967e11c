"""One run of the command on one mutant, and how what it said compares with the truth."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.mutants.bot import mutated
from tests.mutants.mutant import Mutant

UNABLE = ("wrong-database", "environment")
TIMEOUT = 300


@dataclass(frozen=True)
class Outcome:
    """`said` is what the command found, each as "check subject"; `error` is why it could not run."""

    mutant: Mutant
    said: frozenset[str]
    error: str = ""

    @property
    def caught(self) -> bool:
        return bool(self.mutant.subject) and self.mutant.planted in self.said

    @property
    def missed(self) -> frozenset[str]:
        return self.mutant.truth - self.said

    @property
    def wrong(self) -> frozenset[str]:
        """What was said and is not true; being unable to run is, too, where nothing in the mutant asks for it."""
        unable = self.error and not any(truth.startswith(UNABLE) for truth in self.mutant.truth)
        wrong = self.said - self.mutant.truth
        return wrong | {f"could-not-run {self.error}"} if unable else wrong


def run(mutant: Mutant, original: Path) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        bot = mutated(original, mutant, Path(folder) / "bot")
        words = [sys.executable, "-m", "migrations_check", ".", "--python", sys.executable, "--report", "json"]
        try:
            command = subprocess.run(
                [*words, *mutant.options], cwd=bot, capture_output=True, text=True, timeout=TIMEOUT
            )
        except subprocess.TimeoutExpired:
            return Outcome(mutant, frozenset(), f"it did not end within {TIMEOUT} seconds")
    if not command.stdout:
        said = command.stderr.strip().splitlines() or [f"exit code {command.returncode}"]
        return Outcome(mutant, frozenset(), said[-1])
    return read(mutant, json.loads(command.stdout))


def read(mutant: Mutant, report: Mapping[str, Any]) -> Outcome:
    """From the JSON report: what is acknowledged does not stand, and was not said."""
    standing = (found for found in report["findings"] if found["acknowledged"] is None)
    said = frozenset(f"{found['check']} {found['subject']}" for found in standing)
    return Outcome(mutant, said, report["error"] or "")
