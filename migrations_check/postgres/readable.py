"""Binaries that the server's user can read: root's own virtualenv is often closed to everybody else."""

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

from .account import Account, reaches
from .binaries import Binaries
from .cache import add, cache_folder
from .folder import Folder


def readable(binaries: Binaries, account: Account, folder: Folder) -> Binaries:
    """The same binaries, copied to where the account can run them if it cannot where they are."""
    directory = binaries.directory.resolve()
    if reaches(account, directory / "postgres"):
        return binaries
    roots = _roots(directory)
    place = cache_folder(account, shared=True)
    entry = (place or folder.path) / f"binaries-{binaries.version}-{_key(binaries)}"
    if not entry.exists():
        add(entry, lambda unfinished: _fill(unfinished, roots))
    os.utime(entry)
    return replace(binaries, directory=entry / directory.relative_to(roots[0].parent))


def _roots(directory: Path) -> list[Path]:
    """What must be copied: bin, lib and share, and the libraries that a wheel keeps beside its package."""
    install = directory.parent
    package = install.parent
    libraries = package.with_name(package.name + ".libs")
    return [package, libraries] if libraries.is_dir() else [install]


def _fill(unfinished: Path, roots: list[Path]) -> None:
    skipped = shutil.ignore_patterns("include", "doc", "man", "__pycache__")
    for root in roots:
        shutil.copytree(root, unfinished / root.name, symlinks=True, ignore=skipped)
    for folder, _, names in os.walk(unfinished):
        os.chmod(folder, 0o755)
        for name in names:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755)


def _key(binaries: Binaries) -> str:
    program = (binaries.directory / "postgres").stat()
    text = f"{binaries.directory} {program.st_size} {program.st_mtime_ns}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]
