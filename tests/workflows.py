"""A workflow's job, run step by step as GitHub's runner does it.

What a step says with `run` is run. What it says with `uses` is done by a stand-in, and an expression has the value
that the test's table gives it: one that is not in the table is an error.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


@dataclass(frozen=True)
class Ran:
    """A step that ran: `files` are those that it uploads."""

    name: str
    code: int = 0
    output: str = ""
    summary: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Runner:
    """`workspace` holds what `actions/checkout` would have brought; `values` are those of the expressions."""

    workspace: Path
    temp: Path
    values: Mapping[str, Any]
    environ: Mapping[str, str] = field(default_factory=dict)

    def job(self, workflow: str, name: str) -> dict[str, Ran]:
        """The steps that ran, by name; after one that failed only those whose `if` says so."""
        done: dict[str, Ran] = {}
        for step in read(workflow)["jobs"][name]["steps"]:
            failed = any(ran.code for ran in done.values())
            if self._evaluated(step["if"]) if "if" in step else not failed:
                ran = self.step(step)
                done[ran.name] = ran
        return done

    def step(self, step: Mapping[str, Any]) -> Ran:
        name = str(step.get("name") or step.get("run") or step["uses"].partition("@")[0])
        given = {key: self._text(value) for key, value in {**step.get("with", {}), **step.get("env", {})}.items()}
        return self._run(name, step["run"], given) if "run" in step else self._use(name, step["uses"], given)

    def _run(self, name: str, script: str, env: Mapping[str, str]) -> Ran:
        file, summary = self.temp / "step.sh", self.temp / "summary.md"
        file.write_text(script)
        summary.write_text("")
        told = {**self.environ, **env, "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            ["bash", "-e", file], cwd=self.workspace, env=told, capture_output=True, text=True, errors="replace"
        )
        return Ran(name, done.returncode, done.stdout + done.stderr, summary.read_text())

    def _use(self, name: str, action: str, given: Mapping[str, str]) -> Ran:
        action = action.partition("@")[0]
        if action == "actions/checkout":
            if "path" in given:
                clone(self.workspace / given["path"])
            return Ran(name)
        if action == "actions/setup-python":
            subprocess.run([sys.executable, "-m", "venv", self.temp / "python"], check=True)
            return Ran(name)
        path = Path(given["sarif_file"] if action == "github/codeql-action/upload-sarif" else given["path"])
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        assert all(file.exists() for file in files), f"{name} has nothing to upload"
        return Ran(name, files=tuple(files))

    def _text(self, value: Any) -> str:
        return EXPRESSION.sub(lambda found: str(self._evaluated(found[1])), str(value))

    def _evaluated(self, expression: str) -> Any:
        whole = EXPRESSION.fullmatch(expression)
        return self.values[whole[1] if whole else expression]


def read(workflow: str) -> dict[str, Any]:
    return yaml.load((WORKFLOWS / workflow).read_text(), yaml.BaseLoader)


def clone(folder: Path) -> None:
    """What is committed, and nothing that lies about."""
    subprocess.run(["git", "clone", "-q", ROOT, folder], check=True)


def environment(temp: Path, **github: str) -> dict[str, str]:
    """Variables as on a fresh runner: a Python of its own, and a `sudo` that only writes down its words."""
    bin = temp / "bin"
    bin.mkdir()
    (bin / "sudo").write_text(f'#!/bin/sh\necho "$@" >> {temp}/sudo\n')
    (bin / "sudo").chmod(0o755)
    kept = {
        name: os.environ[name] for name in os.environ if not name.startswith(("GITHUB_", "NOX_", "PYTEST_", "VIRT"))
    }
    path = f"{bin}:{temp / 'python' / 'bin'}:{kept['PATH']}"
    return {**kept, "CI": "true", "PATH": path, **{f"GITHUB_{name.upper()}": value for name, value in github.items()}}


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def repository(folder: Path, content: Path) -> None:
    """A repository of its own, with this folder's content committed on main."""
    shutil.copytree(content, folder, ignore=shutil.ignore_patterns("__pycache__", ".venv"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "The bot")
