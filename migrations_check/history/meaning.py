"""Whether a migration still means what it meant: its syntax tree, without what neither Alembic nor Postgres sees.

Comments, formatting, docstrings, type annotations, what is acknowledged, unused imports and the order of imports
are nothing. Annotations in the body of a class are something: a mapped column is told by them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

FOR_TYPES = ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def line_that_differs(then: bytes, now: bytes) -> int | None:
    """The line, in the source of now, of the first thing that means something else; None where nothing does."""
    if then == now:
        return None
    try:
        return _difference(_meaning(then), _meaning(now), 1)
    except (SyntaxError, ValueError, RecursionError):  # no Python, or one newer than this
        return _other_line(then, now)


def _other_line(then: bytes, now: bytes) -> int | None:
    lines = enumerate(zip_longest(then.splitlines(), now.splitlines()), 1)
    return next((number for number, (old, new) in lines if old != new), None)


def _meaning(source: bytes) -> ast.Module:
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if "acknowledged" not in _assigned(node)]
    _Plain().visit(tree)
    kept = {None, "*", *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))}
    for node in ast.walk(tree):
        for name, block in _blocks(node):
            setattr(node, name, [statement for statement in block if _bound(statement) in kept])
    return tree


class _Plain(ast.NodeTransformer):
    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name, block in _blocks(node):
            setattr(node, name, _plain(block, of_class=isinstance(node, ast.ClassDef)))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
        return node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.orelse if ast.unparse(node.test) in FOR_TYPES else node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        node.kind = None
        return node


def _plain(block: list[ast.stmt], of_class: bool) -> list[ast.stmt]:
    """The statements of a block that do something: first what is imported, each name by itself, then the rest."""
    imported: list[ast.Import | ast.ImportFrom] = []
    rest: list[ast.stmt] = []
    for node in block:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imported += _one_by_one(node)
        elif isinstance(node, ast.AnnAssign) and not of_class:
            rest += [ast.copy_location(ast.Assign([node.target], node.value), node)] if node.value else []
        elif not isinstance(node, ast.Pass) and not _is_only_said(node):
            rest.append(node)
    return [*sorted(imported, key=lambda node: node.names[0].asname or node.names[0].name), *rest]


def _one_by_one(node: ast.Import | ast.ImportFrom) -> Iterator[ast.Import | ast.ImportFrom]:
    for alias in node.names:
        one = ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, [alias], node.level)
        yield ast.copy_location(one, alias)


def _is_only_said(node: ast.stmt) -> bool:
    """A docstring, or `...`."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _bound(node: ast.stmt) -> str | None:
    """The name that an import gives; None for any other statement."""
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return None
    alias = node.names[0]
    return alias.asname or alias.name.partition(".")[0]


def _blocks(node: ast.AST) -> Iterator[tuple[str, list[ast.stmt]]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield name, block


def _difference(then: Any, now: Any, line: int) -> int | None:
    """The line where two trees part; `line` is that of what stands around them."""
    line = getattr(now, "lineno", line)
    if type(then) is not type(now):
        return line
    if isinstance(now, ast.AST):
        pairs = ((getattr(then, name), getattr(now, name)) for name in now._fields)
        return _first(_difference(old, new, line) for old, new in pairs)
    if isinstance(now, list):
        more = now[len(then) :] or now[-1:]
        longer = None if len(then) == len(now) else getattr(more[0], "lineno", line) if more else line
        return _first([*(_difference(old, new, line) for old, new in zip(then, now, strict=False)), longer])
    return None if then == now else line


def _first(lines: Iterable[int | None]) -> int | None:
    return next((line for line in lines if line is not None), None)
