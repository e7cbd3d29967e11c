"""What is asked of the bot's repository on this side: each function runs git once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class GitError(Exception):
    """The repository cannot be used; one sentence that says why and what to do."""


def top(folder: Path) -> Path:
    """The repository's folder. Raises `GitError` where the folder is no repository, or not its top."""
    asked = _git(folder, "rev-parse", "--show-toplevel")
    if asked.returncode:
        raise GitError(f"{folder} is no git repository that can be read: {_said(asked)}")
    found = Path(asked.stdout.decode().rstrip("\n"))
    if found != folder.resolve():
        raise GitError(f"{folder} is a folder inside the repository {found}: give the bot's repository with --project")
    return found


def commit(folder: Path, name: str) -> str:
    """The full id of a commit. Raises `GitError`."""
    asked = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if asked.returncode:
        raise GitError(f"{folder} has no commit {name!r}: fetch it with `git fetch`, or correct --commit")
    return asked.stdout.decode().strip()


def subject(folder: Path, commit: str) -> str:
    """The first line of a commit's message, and its author's name."""
    asked = _git(folder, "log", "-1", "--format=%s (%an)", commit)
    return asked.stdout.decode(errors="replace").strip()


def has(folder: Path, commit: str) -> bool:
    return _git(folder, "cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def is_ancestor(folder: Path, older: str, newer: str) -> bool:
    return _git(folder, "merge-base", "--is-ancestor", older, newer).returncode == 0


def branch(folder: Path, name: str) -> str | None:
    """The branch as its remote had it at the last fetch; the local one where there is no remote."""
    refs = ("refs/remotes/origin/", "refs/heads/")
    return next((ref + name for ref in refs if _git(folder, "rev-parse", "-q", "--verify", ref + name).stdout), None)


def read(folder: Path, commit: str, path: str) -> bytes | None:
    """A file as a commit has it; None where it has none."""
    asked = _git(folder, "cat-file", "blob", f"{commit}:{path}")
    return asked.stdout if asked.returncode == 0 else None


def changed(folder: Path, older: str, newer: str) -> tuple[str, ...]:
    """The paths that differ."""
    asked = _git(folder, "diff", "--name-only", "-z", older, newer)
    return tuple(path.decode(errors="replace") for path in asked.stdout.split(b"\0") if path)


@contextmanager
def tree(folder: Path, commit: str) -> Iterator[Path]:
    """The commit's files, in a clone of its own that is gone afterwards; the repository is not touched."""
    with TemporaryDirectory(prefix="migrations-check-") as temporary:
        place = Path(temporary) / "tree"
        for words in (
            ("clone", "-q", "--shared", "--no-checkout", str(folder), str(place)),
            ("-C", str(place), "checkout", "-q", "--detach", commit),
        ):
            asked = _git(folder, *words)
            if asked.returncode:
                raise GitError(f"commit {commit[:12]} could not be checked out: {_said(asked)}")
        yield place


def bundle(folder: Path, commit: str, there: str) -> bytes:
    """What a clone that stands at the commit `there` lacks of `commit`; its only name is HEAD. Raises `GitError`."""
    with tree(folder, commit) as place:
        asked = _git(place, "bundle", "create", "-q", "-", "HEAD", f"^{there}")
    if asked.returncode:
        raise GitError(f"commit {commit[:12]} could not be bundled: {_said(asked)}")
    return asked.stdout


def _said(asked: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(asked.stderr.decode(errors="replace").split()) or f"git ended with {asked.returncode}"


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
