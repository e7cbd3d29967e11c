"""What is asked of git: each function runs it once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from migrations_check.project import ProjectError


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


def files(folder: Path, commit: str) -> dict[str, str]:
    """Every file of a commit, by its path from the top, with the name of its contents."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
    return {os.fsdecode(path): facts.split()[2].decode() for facts, _, path in entries}


def contents(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The contents with these names, in their order."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    rest = _git(folder, "cat-file", "--batch", input=asked).stdout
    while rest:
        header, _, rest = rest.partition(b"\n")
        size = int(header.split()[2]) if header.split()[1] == b"blob" else 0
        yield rest[:size]
        rest = rest[size + 1 :]


def _line(folder: Path, *words: str) -> str | None:
    asked = _git(folder, *words)
    return asked.stdout.decode().strip() if asked.returncode == 0 else None


def _git(folder: Path, *words: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(["git", *words], cwd=folder, env=environ, input=input, capture_output=True, check=False)
