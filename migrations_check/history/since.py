"""Which revisions are new: those after a revision, or those that a git ref does not have."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from migrations_check.history import base, git, scripts
from migrations_check.history.base import Base
from migrations_check.project import Project, ProjectError

MAIN_LINES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
COMPARE = "name one to see what changed since, for example --since main"
COMMIT = "commit the migrations once, and what changes afterwards is seen"
OTHERWISE = "or say what is new with --since, or judge everything with --all"


@dataclass(frozen=True)
class Since:
    """What is old: the revisions up to `revision`, or those whose ids are in `old`; with neither, nothing is.

    `phrase` says in the first line why those are new. `base` is the commit that the working tree is compared with;
    where there is none, `no_base` says why and what to do.
    """

    revision: str | None
    old: frozenset[str] | None
    phrase: str
    base: Base | None = None
    no_base: str = ""


def since(
    project: Project, word: str | None = None, everything: bool = False, environ: Mapping[str, str] = os.environ
) -> Since:
    """What `--since WORD` or `--all` say, or else the default. Raises `ProjectError`."""
    if everything:
        return Since(None, None, "all are, with --all", no_base=f"--all compares with no commit: {COMPARE}")
    top = git.top(project.root)
    if word is not None:
        return _named(project, top, word)
    if top is None:
        return Since(None, None, "all are, since there is no git here", no_base=f"there is no git here: {COMMIT}")
    return _default(project, top, environ)


def _named(project: Project, top: Path | None, word: str) -> Since:
    known = _known(project)
    if known is not None and word in known:
        return _after(word)
    commit = git.commit(top, word) if top else None
    if top and commit:
        return _without(project, top, commit, word)
    if known is None:
        return _after(word)
    begun = [id for id in known if len(word) >= 4 and id.startswith(word)]
    if len(begun) == 1:
        return _after(begun[0])
    if top is None:
        raise ProjectError(f"--since {word} is no revision of this chain, and there is no git here that could know it")
    raise ProjectError(f"--since {word} is no revision of this chain and no git ref that is here: {_fetch(top, word)}")


def _default(project: Project, top: Path, environ: Mapping[str, str]) -> Since:
    target = environ.get("GITHUB_BASE_REF")
    ref = f"origin/{target}" if target else _before(environ)
    if ref:
        commit = git.commit(top, ref)
        if commit is None:
            raise ProjectError(f"{ref}, which says what is new, is not in this clone: {_fetch(top, ref)}")
        return _without(project, top, commit, ref, forked=git.merge_base(top, ref) if target else None)
    if git.commit(top, "HEAD") is None:
        return Since(
            None, None, "all are, since nothing is committed yet", no_base=f"nothing is committed yet: {COMMIT}"
        )
    return _since_main_line(project, top)


def _since_main_line(project: Project, top: Path) -> Since:
    if git.is_shallow(top):
        raise ProjectError(f"this clone is shallow, so what is new cannot be told: git fetch --unshallow; {OTHERWISE}")
    line = next((ref for ref in MAIN_LINES if git.commit(top, ref)), None)
    if line is None:
        raise ProjectError(f"git knows none of {', '.join(MAIN_LINES)}: git fetch origin; {OTHERWISE}")
    forked = git.merge_base(top, line)
    if forked is None:
        raise ProjectError(f"this branch and {line} have no commit in common: git fetch origin; {OTHERWISE}")
    told = _without(project, top, forked, f"the merge base with {line}")
    return replace(told, phrase=f"not in {line} ({forked[:9]})")


def _before(environ: Mapping[str, str]) -> str | None:
    """On a push: the commit that the branch stood at; None where the branch is new."""
    path = environ.get("GITHUB_EVENT_PATH")
    if environ.get("GITHUB_EVENT_NAME") != "push" or not path:
        return None
    try:
        before = str(json.loads(Path(path).read_text("utf-8")).get("before") or "")
    except (OSError, ValueError, AttributeError):
        return None
    return before if before.strip("0") else None


def _fetch(top: Path, ref: str) -> str:
    depth = "--depth=1 " if git.is_shallow(top) else ""
    remote, _, branch = ref.partition("/")
    named = f"+refs/heads/{branch}:refs/remotes/{ref}" if remote == "origin" and branch else re.sub(r"[~^].*", "", ref)
    return f"git fetch {depth}origin {named}; {OTHERWISE}"


def _after(revision: str) -> Since:
    reason = f"--since {revision} is a revision and no commit: {COMPARE}"
    return Since(revision, None, f"what comes after {revision}", no_base=reason)


def _without(project: Project, top: Path, commit: str, name: str, forked: str | None = None) -> Since:
    """New is what the commit does not have. Where the branch forked off earlier, it is compared with that point."""
    shown = commit[:9] if commit.startswith(name) else f"{name} ({commit[:9]})"
    there = base.read(project, top, commit, shown)
    old = frozenset(there.scripts)
    if forked and forked != commit:
        there = base.read(project, top, forked, f"the merge base with {name} ({forked[:9]})")
    return Since(None, old, f"not in {shown}", there)


def _known(project: Project) -> frozenset[str] | None:
    """The ids in the working tree; None where it cannot be told where the scripts are."""
    folders = scripts.folders(project.config.read_text("utf-8", errors="replace"), project.config, project.root)
    return frozenset(scripts.by_id(scripts.working(folders))) or None if folders else None
