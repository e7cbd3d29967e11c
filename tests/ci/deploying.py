"""The deploy as a person runs it, against a test VPS."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ci.vps import Vps

ROOT = Path(__file__).parents[2]
RUN = "fault-1"
# A person approves by the digest, no check of GitHub's is asked for, and the restarted bot is looked at sooner.
CHANGES = {"gate": '"digest"', "checks": "[]", "settle-seconds": "1"}


@dataclass(frozen=True)
class Ran:
    exit: int
    out: str
    seconds: float


@dataclass(frozen=True)
class Deployer:
    """Somebody with a clone of the bot's repository and the key of the VPS; what is written lands in `folder`."""

    vps: Vps
    folder: Path
    environ: Mapping[str, str]

    @property
    def plan_file(self) -> Path:
        return self.folder / "plan.json"

    def plan(self, *words: str, commit: str = "", run: str = RUN, **changes: str) -> Ran:
        """Plan the tip of main, or another commit; `changes` are keys of the facts file in TOML."""
        facts = self.folder / "facts.toml"
        facts.write_text(changed(self.vps.facts.read_text(), CHANGES | changes))
        commit = commit or self.vps.now
        given = ["--commit", commit, "--out", str(self.plan_file), "--facts", str(facts), "--run", run]
        return self.run("plan", *given, *self._project(), "--python", sys.executable, *words)

    def apply(self, **environ: str) -> Ran:
        return self.run(*self.applying(), **environ)

    def applying(self) -> list[str]:
        given = ["--plan", str(self.plan_file), "--approve", self.digest(), "--journal", str(self.journal_file)]
        return ["apply", *given, *self._project()]

    @property
    def journal_file(self) -> Path:
        return self.folder / "journal.json"

    def journal(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.journal_file.read_text())["journal"]
        return found

    def digest(self) -> str:
        return hashlib.sha256(self.plan_file.read_bytes()).hexdigest()[:12]

    def run(self, *words: str, **environ: str) -> Ran:
        begun = time.monotonic()
        process = self.begin(*words, **environ)
        out, _ = process.communicate(timeout=300)
        return Ran(process.returncode, out, time.monotonic() - begun)

    def begin(self, *words: str, **environ: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "ci.deploy", *words],
            cwd=self.folder,
            env={**self.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _project(self) -> list[str]:
        return ["--project", str(self.vps.origin)]


def deployer(vps: Vps, folder: Path, **environ: str) -> Deployer:
    """One who sees nothing of this process's own environment but where programs and packages are."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(ROOT))))
    return Deployer(vps, folder, {**kept, "PYTHONPATH": path, **vps.environ(), **environ})


def changed(facts: str, changes: Mapping[str, str]) -> str:
    """A facts file with other values; keys are written with dashes or underscores."""
    for name, value in changes.items():
        key = re.escape(name.replace("_", "-"))
        facts, found = re.subn(f"(?m)^{key} = .*$", lambda _, key=key, value=value: f"{key} = {value}", facts)
        assert found == 1, name
    return facts.replace("\\-", "-")
