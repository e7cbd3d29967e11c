"""How things and facts are put into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from migrations_check.snapshot import Thing


def short(value: Any, width: int = 70) -> str:
    """One line, cut where it gets long."""
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 3]}..."


def several(words: Iterable[str], limit: int = 3) -> str:
    """`a`, `a and b`, `a, b, c and 4 more`."""
    found = list(words)
    if len(found) > limit:
        return f"{', '.join(found[:limit])} and {len(found) - limit} more"
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def named(thing: Thing) -> str:
    return f"{thing.kind} {thing.address}"


def fact(name: str, value: Any) -> str:
    """One fact of a definition: `no default`, `NOT NULL`, `type integer`."""
    if name == "not null":
        return "NOT NULL" if value else "NULL allowed"
    if name == "definition" and value is not None:
        return short(value)
    if value is None or value is False:
        return f"no {name}"
    return name if value is True else f"{name} {short(value)}"


def facts(definition: Mapping[str, Any], names: Iterable[str]) -> str:
    return ", ".join(fact(name, definition.get(name)) for name in names)
