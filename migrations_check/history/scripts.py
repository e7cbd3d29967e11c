"""Where a project's revision scripts lie and which ids they have, read without running anything."""

from __future__ import annotations

import ast
import configparser
import functools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ASSIGNED = re.compile(r"^revision\b[^=\n]*=\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
SEPARATORS = {"os": re.escape(os.pathsep), "space": r"\s+", "newline": r"\n", ":": ":", ";": ";"}


@dataclass(frozen=True)
class Script:
    path: Path
    source: bytes


@dataclass(frozen=True)
class Folders:
    """The folders that hold scripts; `recursive` where their sub-folders do too."""

    paths: tuple[Path, ...]
    recursive: bool = False

    def hold(self, script: Path) -> bool:
        return any(script.parent == f or (self.recursive and script.is_relative_to(f)) for f in self.paths)


def folders(ini: str, path: Path, root: Path) -> Folders | None:
    """The folders that this alembic.ini names; None where only env.py, or an import, can tell."""
    parser = configparser.ConfigParser({"here": str(path.parent).replace("%", "%%")})
    try:
        parser.read_string(ini)
        location = parser.get("alembic", "script_location").strip()
        listed = parser.get("alembic", "version_locations", fallback="").strip()
        separator = parser.get("alembic", "version_path_separator", fallback="")
        separator = parser.get("alembic", "path_separator", fallback=separator).strip()
        recursive = parser.getboolean("alembic", "recursive_version_locations", fallback=False)
    except (configparser.Error, ValueError):
        return None
    written = re.split(SEPARATORS.get(separator, r",\s*|\s+"), listed) if listed else [f"{location}/versions"]
    paths = tuple(Path(os.path.abspath(root / text.strip())) for text in written if text.strip())
    return Folders(paths, recursive) if paths and not any(":" in text for text in written) else None


def working(folders: Folders) -> Iterator[Script]:
    """The scripts that lie there now, whether git knows them or not."""
    pattern = "**/*.py" if folders.recursive else "*.py"
    return read(script for folder in folders.paths for script in sorted(folder.glob(pattern)))


def read(paths: Iterable[Path]) -> Iterator[Script]:
    return (Script(path, path.read_bytes()) for path in paths)


def by_id(scripts: Iterable[Script]) -> dict[str, Script]:
    """Those that give themselves an id, by it."""
    found = ((revision_id(script.source), script) for script in scripts if b"revision" in script.source)
    return {id: script for id, script in found if id}


@functools.cache
def revision_id(source: bytes) -> str | None:
    """What the script assigns to `revision`; also of one that is not valid Python."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        match = ASSIGNED.search(source.decode(errors="replace"))
        return match and match[1]
    for node in body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and "revision" in _targets(node):
            value = node.value
            return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
    return None


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]
