"""The scripts of a chain: which revisions there are, in the order they run, and what each file says of itself."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory
from alembic.script.revision import CycleDetected
from alembic.util import CommandError

from migrations_check.record import Problem, Revision
from migrations_check.recorder import variables
from migrations_check.recorder.stack import Project

LOST_PARENT = re.compile(r"^Revision (\S+) referenced from .*-> (\w+)")


@dataclass(frozen=True)
class Chain:
    """Every revision in the order in which an upgrade from nothing runs them."""

    script: ScriptDirectory
    order: tuple[Any, ...]
    revisions: tuple[Revision, ...]

    def revision(self, id: str) -> Revision:
        return self._by_id[id]

    @cached_property
    def before_new(self) -> int:
        """The position of the first new revision; 0 where there is none before it, or nothing new."""
        return next((n for n, revision in enumerate(self.revisions) if revision.new), 0)

    @cached_property
    def old(self) -> int:
        """How many revisions are not new."""
        return sum(not revision.new for revision in self.revisions)

    @cached_property
    def _by_id(self) -> dict[str, Revision]:
        return {revision.id: revision for revision in self.revisions}

    def up(self, first: int, last: int) -> list[Any]:
        step = MigrationStep.upgrade_from_script
        return [step(self.script.revision_map, script) for script in self.order[first:last]]

    def down(self, first: int, last: int) -> list[Any]:
        step = MigrationStep.downgrade_from_script
        return [step(self.script.revision_map, script) for script in reversed(self.order[first:last])]


class BrokenChain(Exception):
    """The scripts do not make a chain."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def load(script: ScriptDirectory, root: Path, orders: Mapping[str, Any]) -> Chain:
    """Import every script once. Raises `BrokenChain` where they do not make one."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            heads = script.get_heads()
            upward = list(script.iterate_revisions(tuple(heads), "base", implicit_base=True)) if heads else []
            known = list(script.revision_map._revision_map.values())
        except Exception as error:
            raise BrokenChain(_problem(error, said, script, root)) from error
    doubled = [str(w.message) for w in said if "present more than once" in str(w.message)]
    if doubled:
        id = doubled[0].split()[1]
        paths = _files(script, id, root)
        message = f"the revision {id} is there more than once: in {' and in '.join(paths)}"
        raise BrokenChain(Problem("broken-chain", id, message, paths[-1] if paths else None, revision=id))
    lost = {s.revision for s in known if s is not None} - {s.revision for s in upward}
    if lost and not upward:
        raise BrokenChain(_circle(lost))
    order = tuple(reversed(upward))
    new = _new(script, order, orders)
    if orders.get("since") is not None:
        # Another branch may stand below that revision in the order, and is not in a database that is at it.
        order = tuple(sorted(order, key=lambda s: s.revision in new))
    trusted = _ancestors(script, orders["trusted"]) if orders["trusted"] else set()
    revisions = (_revision(s, root, s.revision in new, s.revision in trusted) for s in order)
    return Chain(script, order, tuple(revisions))


def _new(script: ScriptDirectory, order: Iterable[Any], orders: Mapping[str, Any]) -> set[str]:
    ids = {s.revision for s in order}
    if orders.get("since") is not None:
        return ids - _ancestors(script, orders["since"])
    return ids if orders.get("old") is None else ids - set(orders["old"])


def _ancestors(script: ScriptDirectory, revision: str) -> set[str]:
    """The revision itself and all that stand below it."""
    scripts = script.iterate_revisions(revision, "base", inclusive=True, implicit_base=True)
    return {s.revision for s in scripts}


def _revision(script: Any, root: Path, new: bool, trusted: bool) -> Revision:
    source = Path(script.path)
    functions, assigned = _outline(source)
    down = functions.get("downgrade")
    up = functions.get("upgrade")
    acknowledged = getattr(script.module, "acknowledged", {})
    return Revision(
        id=script.revision,
        parents=_tuple(script.down_revision),
        dependencies=_tuple(script.dependencies),
        path=os.path.relpath(source, root),
        message=(script.doc or "").strip(),
        new=new,
        downgrade=_kind(down) if down or not hasattr(script.module, "downgrade") else "present",
        upgrade_line=up.lineno if up else None,
        downgrade_line=down.lineno if down else None,
        acknowledged=acknowledged if isinstance(acknowledged, dict) else {"": repr(acknowledged)},
        acknowledged_line=assigned.get("acknowledged"),
        trusted=trusted,
    )


def _outline(source: Path) -> tuple[dict[str, ast.FunctionDef], dict[str, int]]:
    if source.suffix != ".py" or not source.exists():
        return {}, {}
    body = ast.parse(source.read_bytes()).body
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    assigned = {
        target.id: node.lineno
        for node in body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    return functions, assigned


def _kind(function: ast.FunctionDef | None) -> str:
    """`missing`, `empty`, `raises` or `present`: what there is to run, without running it."""
    if function is None:
        return "missing"
    body = [node for node in function.body if not _nothing(node)]
    if not body:
        return "empty"
    return "raises" if isinstance(body[0], ast.Raise) else "present"


def _nothing(node: ast.stmt) -> bool:
    return (
        isinstance(node, (ast.Pass, ast.Import, ast.ImportFrom))
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Return) and (node.value is None or isinstance(node.value, ast.Constant)))
    )


def _problem(error: Exception, said: list[warnings.WarningMessage], script: ScriptDirectory, root: Path) -> Problem:
    place = variables.place(error, Project(root))
    for warning in said:
        if found := LOST_PARENT.search(str(warning.message)):
            parent, child = found.groups()
            paths = _files(script, child, root)
            message = f"the revision {child} follows {parent}, and no script has that id"
            return Problem("broken-chain", child, message, paths[0] if paths else None, revision=child)
    if isinstance(error, CycleDetected):
        return _circle(set(error.revisions))
    if isinstance(error, SyntaxError) and error.filename:
        path = os.path.relpath(error.filename, root)
        return Problem("broken-chain", path, f"{path} is not valid Python: {error.msg}", path, error.lineno)
    reason = str(error) if isinstance(error, CommandError) else f"{type(error).__name__}: {error}"
    where = f"{place[0]} does not import: " if place[0] else ""
    return Problem("broken-chain", place[0] or "chain", f"{where}{reason}", *place)


def _circle(revisions: set[str]) -> Problem:
    message = f"the revisions {', '.join(sorted(revisions))} follow each other in a circle, so none is the first"
    return Problem("broken-chain", min(revisions), message)


def _files(script: ScriptDirectory, revision: str, root: Path) -> list[str]:
    """The files that give themselves this id, found without importing them."""
    says = re.compile(rf"^revision\b[^=]*=\s*[\"']{re.escape(revision)}[\"']", re.MULTILINE)
    locations = script.version_locations or [os.path.join(script.dir, "versions")]
    files = sorted(file for folder in locations for file in Path(folder).rglob("*.py"))
    return [os.path.relpath(file, root) for file in files if says.search(file.read_text("utf-8", "replace"))]


def _tuple(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
