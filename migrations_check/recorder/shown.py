"""Values and rows as a person reads them: each value is cut by itself, so that no other one is lost to a long one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

VALUE, ROW = 30, 120
NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision", "boolean")


def shown(value: Any, type: str = "text") -> str:
    """`NULL`, `42`, `'help'`, `'A long story. A long story. A…' (312 characters)`."""
    if value is None:
        return "NULL"
    if not isinstance(value, str):
        return _cut(json.dumps(value, ensure_ascii=False), "{}")
    return _cut(value, "{}" if type.partition("(")[0] in NUMBERS else "'{}'")


def row_shown(values: Iterable[tuple[str, str]]) -> str:
    """`id = 2, subject = 'help'`: as many whole values, given as they are shown, as one can take in."""
    told = ""
    for name, value in values:
        more = f"{told}, {name} = {value}" if told else f"{name} = {value}"
        if told and len(more) > ROW:
            return f"{told}, …"
        told = more
    return told


def _cut(text: str, quoted: str) -> str:
    line = " ".join(text.split()) or text
    if len(line) <= VALUE:
        return quoted.format(line)
    return f"{quoted.format(line[:VALUE] + '…')} ({len(text)} characters)"
