"""Which new migrations import the application's models, and so change their meaning with them.

Only what the replay imported is looked at: nothing is run that the migrations and env.py did not run themselves.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import MetaData, Table

from migrations_check.record import Import
from migrations_check.recorder.stack import PROJECT, Project

BY_NAME = ("import_module", "__import__")
Named = tuple[str, tuple[str, ...], int]


def imports(chain: Any, root: Path) -> list[Import]:
    """Each module of the project that holds models and that a new revision's script imports, once a revision.

    Another revision's script is none: the tables that it has in it stay as they were released.
    """
    project = Project(root)
    scripts = {os.path.realpath(script.path) for script in chain.order}
    found: dict[tuple[str, str], Import] = {}
    for script, revision in zip(chain.order, chain.revisions, strict=True):
        path = Path(script.path)
        if not revision.new or path.suffix != ".py":
            continue
        package = getattr(script.module, "__package__", None) or ""
        for module, line in in_source(path.read_bytes(), package, project):
            if os.path.realpath(str(sys.modules[module].__file__)) in scripts:
                continue
            found.setdefault((revision.id, module), Import(revision.id, module, line))
    return list(found.values())


def in_source(source: bytes, package: str, project: Project) -> Iterator[tuple[str, int]]:
    """The modules with models that this source imports, at the top or inside a function, and the lines."""
    for module, names, line in sorted(_imported(ast.parse(source), package), key=lambda named: named[2]):
        for name in names or ("",):
            whole = f"{module}.{name}" if f"{module}.{name}" in sys.modules else module
            if _is_of(project, whole) and (_holds_models(sys.modules[whole]) or _is_model(_get(module, name))):
                yield whole, line


def _imported(node: ast.AST, package: str) -> Iterator[Named]:
    """Modules by their full names, what is taken from each, and the line; type checkers alone see some."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, (), node.lineno) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        names = tuple(alias.name for alias in node.names)
        yield from _resolved("." * node.level + (node.module or ""), package, names, node.lineno)
    elif isinstance(node, ast.Call) and (name := _by_name(node)):
        yield from _resolved(name, package, (), node.lineno)
    unseen = node.body if isinstance(node, ast.If) and _for_types(node.test) else []
    for child in ast.iter_child_nodes(node):
        if child not in unseen:
            yield from _imported(child, package)


def _resolved(name: str, package: str, names: tuple[str, ...], line: int) -> Iterator[Named]:
    try:
        yield resolve_name(name, package), names, line
    except ImportError:
        return


def _by_name(call: ast.Call) -> str | None:
    """The module of `importlib.import_module("x")` and `__import__("x")`."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
    first = call.args[0] if call.args else None
    if function in BY_NAME and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def _for_types(test: ast.expr) -> bool:
    return (test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", None)) == "TYPE_CHECKING"


def _is_of(project: Project, name: str) -> bool:
    file = getattr(sys.modules.get(name), "__file__", None)
    return bool(file) and project.owner(str(file)) == PROJECT


def _get(module: str, name: str) -> Any:
    return vars(sys.modules[module]).get(name) if module in sys.modules else None


def _holds_models(module: ModuleType) -> bool:
    return any(map(_is_model, list(vars(module).values())))


def _is_model(value: Any) -> bool:
    """A table, a MetaData, a mapped class or the declarative base of some."""
    if isinstance(value, type):
        return hasattr(value, "__mapper__") or issubclass(type(getattr(value, "metadata", None)), MetaData)
    return issubclass(type(value), (MetaData, Table))
