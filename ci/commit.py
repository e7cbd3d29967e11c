"""The reviewed commit: where it stands, and what it changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ci import git, github
from ci.vps import Vps

REQUIREMENTS = ("requirements.txt", "uv.lock")


@dataclass(frozen=True)
class Commit:
    """The commit to deploy. `checks` maps the names of GitHub's checks to how they ended."""

    id: str
    subject: str
    on_branch: str  # why it is not on the branch; empty where it is
    checks: Mapping[str, str]
    unasked: str  # why GitHub was not asked; empty where it was
    follows: str  # why it does not follow what is deployed; empty where it does
    requirements: tuple[str, ...]  # files whose requirements differ from what is deployed
    files: tuple[str, ...]  # that differ


def commit(folder: Path, name: str, there: str, vps: Vps, environ: Mapping[str, str]) -> Commit:
    """Judge the commit against what is deployed, the commit `there`. Raises `GitError`."""
    id = git.commit(folder, name)
    checks, unasked = _checks(id, vps, environ)
    known = bool(there) and git.has(folder, there)
    return Commit(
        id=id,
        subject=git.subject(folder, id),
        on_branch=_off_branch(folder, id, vps.branch),
        checks=checks,
        unasked=unasked,
        follows=_parted(folder, there, id, known),
        requirements=_requirements(folder, there, id) if known else (),
        files=git.changed(folder, there, id) if known else (),
    )


def _off_branch(folder: Path, commit: str, name: str) -> str:
    ref = git.branch(folder, name)
    if ref is None:
        return f"there is no branch {name} here: fetch it with `git fetch origin {name}`"
    if not git.is_ancestor(folder, commit, ref):
        return f"it is not on {ref.removeprefix('refs/').partition('/')[2]}: merge it first, or fetch the branch"
    return ""


def _checks(commit: str, vps: Vps, environ: Mapping[str, str]) -> tuple[dict[str, str], str]:
    hub = github.from_environment(environ)
    if not vps.checks:
        return {}, ""
    if hub is None:
        return {}, "GITHUB_TOKEN and GITHUB_REPOSITORY are not set: set them, or put checks = [] into the facts file"
    try:
        return github.checks(hub, commit, vps.checks), ""
    except github.GitHubError as error:
        return {}, f"GitHub did not tell ({error}); the token needs `checks: read`"


def _parted(folder: Path, there: str, commit: str, known: bool) -> str:
    if not known:
        return (
            f"the commit on the VPS, {there[:12] or 'unknown'}, is not in this repository: somebody committed on the "
            "VPS, or this clone is shallow; fetch it, and merge it into the branch"
        )
    if not git.is_ancestor(folder, there, commit):
        return (
            f"the commit on the VPS, {there[:12]}, is not among its ancestors, so it cannot arrive fast-forward: "
            "it is older than what is deployed, or somebody committed on the VPS; merge that into the branch"
        )
    return ""


def _requirements(folder: Path, older: str, newer: str) -> tuple[str, ...]:
    files = [name for name in REQUIREMENTS if git.read(folder, older, name) != git.read(folder, newer, name)]
    if _dependencies(folder, older) != _dependencies(folder, newer):
        files.append("pyproject.toml")
    return tuple(files)


def _dependencies(folder: Path, commit: str) -> object:
    """What the project says it needs; a pyproject.toml that cannot be read counts by its bytes."""
    text = git.read(folder, commit, "pyproject.toml")
    try:
        return tomllib.loads((text or b"").decode()).get("project", {}).get("dependencies")
    except ValueError:
        return text
