"""Every story under `chains/` is a tiny project; the command says of it what its `expected.json` says.

There `exit` is the exit code; `findings` are all that must be found, each with the fields that matter; `not_judged`
are all the checks that must say that they could not tell; `message_has` are words that the messages of a check, or its
reasons for not judging, must have, and `message_lacks` are words that nothing printed may have. Every revision is
judged as new; where a story has a folder `base`, that is what was committed, and only what is not in it is new.
`live.sql` is the schema of the live database at the revision that `since` names, and what comes after that is new.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHAINS = Path(__file__).parent / "chains"
STORIES = sorted(path.parent for path in CHAINS.glob("*/expected.json"))


# With every revision new there are no models of before.
WITHOUT_BASE = {"unrelated-change", "unexpected-drop-index"}


def check(project: Path, *options: str, new: str = "--all") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "migrations_check", str(project), *filter(None, [new]), *options]
    return subprocess.run(command, cwd=CHAINS.parents[1], capture_output=True, text=True, timeout=120)


def expected(story: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((story / "expected.json").read_text("utf-8"))
    return told


def is_like(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(found[name] == value for name, value in {"acknowledged": None, **wanted}.items())


def judge(run: subprocess.CompletedProcess[str], wanted: dict[str, Any], unjudgeable: set[str] = WITHOUT_BASE) -> None:
    assert run.stdout, run.stderr
    report = json.loads(run.stdout)
    left = list(report["findings"])
    missing = []
    for finding in wanted["findings"]:
        found = next((other for other in left if is_like(other, finding)), None)
        left.remove(found) if found else missing.append(finding)
    assert (missing, left) == ([], []), "(not found, found besides)"
    unjudged = {said["check"] for said in report["not_judged"]}
    assert wanted["exit"] == 2 or unjudged - unjudgeable == set(wanted["not_judged"]) - unjudgeable
    for name, words in wanted.get("message_has", {}).items():
        said = [*report["findings"], *report["not_judged"]]
        told = " ".join(each.get("message") or each["reason"] for each in said if each["check"] == name)
        assert [word for word in words if word not in told] == []
    assert [word for word in wanted.get("message_lacks", ()) if word in run.stdout + run.stderr] == []
    assert run.returncode == wanted["exit"], run.stderr
    assert report["passed"] == (wanted["exit"] == 0)
    assert bool(report["error"]) == (wanted["exit"] == 2)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story(story: Path, tmp_path: Path) -> None:
    if (story / "base").exists():
        run = check(in_git(story, tmp_path / story.name), "--report", "json", new="")
        judge(run, expected(story), unjudgeable=set())
    elif (story / "live.sql").exists():
        since = f"--since={expected(story)['since']}"
        judge(check(story, "--live", str(story / "live.sql"), "--report", "json", new=since), expected(story))
    else:
        judge(check(story, "--report", "json"), expected(story))


def in_git(story: Path, project: Path) -> Path:
    """The story's base committed, and what it is now lying there uncommitted."""
    unwanted = shutil.ignore_patterns("base", "__pycache__", "expected.json")
    shutil.copytree(story / "base", project, ignore=unwanted)
    who = ("-c", "user.name=a bot's owner", "-c", "user.email=owner@example.org")
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-q", "-m", "as it was"]):
        subprocess.run(["git", *words], cwd=project, check=True)
    for entry in project.iterdir():
        if entry.name != ".git":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    return shutil.copytree(story, project, ignore=unwanted, dirs_exist_ok=True)


def test_there_is_a_story_for_each_check() -> None:
    from migrations_check.checks import CHECKS, id_of

    told = {finding["check"] for story in STORIES for finding in expected(story)["findings"]}
    assert {id_of(check) for check in CHECKS} - told == set()


@pytest.mark.parametrize("name", ["upgrade-fails", "clean-expressions"])
def test_a_path_with_spaces(name: str, tmp_path: Path) -> None:
    project = shutil.copytree(CHAINS / name, tmp_path / "the bot's own folder, ü")
    judge(check(project, "--report", "json"), expected(CHAINS / name))


def test_a_story_read_by_a_person(tmp_path: Path) -> None:
    run = check(CHAINS / "missing-downgrade")
    assert run.returncode == 1
    assert "missing-downgrade" in run.stdout
    assert "a5_banners.py" in run.stdout
