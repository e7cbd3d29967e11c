"""What is asked of git: each function runs it once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from migrations_check.project import ProjectError

LINK, SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Entry:
    """A file of a commit: its mode, as git writes it, and the name of its contents."""

    mode: str
    blob: str


def top(folder: Path) -> Path | None:
    """The folder of the repository that holds this one; None where there is none, or no git."""
    try:
        asked = _git(folder, "rev-parse", "--show-toplevel")
    except FileNotFoundError:
        return None
    if b"dubious ownership" in asked.stderr:
        raise ProjectError(
            f"git does not trust {folder}, since it belongs to somebody else: "
            f"git config --global --add safe.directory {folder}"
        )
    return Path(os.fsdecode(asked.stdout).rstrip("\n")) if asked.returncode == 0 else None


def commit(folder: Path, ref: str) -> str | None:
    """The commit that a name stands for."""
    return None if ref.startswith("-") else _line(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")


def merge_base(folder: Path, ref: str) -> str | None:
    return _line(folder, "merge-base", "HEAD", ref)


def is_shallow(folder: Path) -> bool:
    return _line(folder, "rev-parse", "--is-shallow-repository") == "true"


def files(folder: Path, commit: str) -> dict[str, Entry]:
    """Every file of a commit, by its path from the top."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
    return {os.fsdecode(path): _entry(facts) for facts, _, path in entries}


def working(folder: Path) -> list[str]:
    """The files of the working tree that are not ignored, tracked or not, by their paths from the top."""
    listed = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    return [os.fsdecode(path) for path in listed.split(b"\0") if path]


def changed(folder: Path, commit: str) -> set[str]:
    """What is not the same in the working tree as in the commit, what git does not track included."""
    differs = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-relative", commit)
    untracked = _git(folder, "ls-files", "-z", "--others", "--exclude-standard")
    return {os.fsdecode(path) for path in (differs.stdout + untracked.stdout).split(b"\0") if path}


def contents(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The contents with these names, in their order."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    told, at = _git(folder, "cat-file", "--batch", input=asked).stdout, 0
    while at < len(told):
        begin = told.index(b"\n", at) + 1
        _, kind, *size = told[at:begin].split()
        end = begin + int(size[0]) if size else begin - 1
        yield told[begin:end] if kind == b"blob" else b""
        at = end + 1


def _entry(facts: bytes) -> Entry:
    mode, _, blob = facts.decode().split()
    return Entry(mode, blob)


def _line(folder: Path, *words: str) -> str | None:
    asked = _git(folder, *words)
    return asked.stdout.decode().strip() if asked.returncode == 0 else None


def _git(folder: Path, *words: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return subprocess.run(["git", *words], cwd=folder, env=environ, input=input, capture_output=True, check=False)
