"""How things and facts are put into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from migrations_check.grants import granted
from migrations_check.snapshot import Thing

WIDTH = 70
NOBODY_WRITES = "nobody can write it"
MEANWHILE = {
    "AccessExclusiveLock": "nobody can read or write it",
    "ExclusiveLock": NOBODY_WRITES,
    "ShareRowExclusiveLock": NOBODY_WRITES,
    "ShareLock": NOBODY_WRITES,
}


def short(value: Any, width: int | None = WIDTH) -> str:
    """One line, cut where it gets long; without a width, whole."""
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    text = " ".join(text.split())
    return text if width is None or len(text) <= width else f"{text[: width - 3]}..."


def several(words: Iterable[str], limit: int = 3) -> str:
    """`a`, `a and b`, `a, b, c and 4 more`."""
    found = list(words)
    if len(found) > limit:
        return f"{', '.join(found[:limit])} and {len(found) - limit} more"
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def named(thing: Thing) -> str:
    return f"{thing.kind} {thing.address}"


def fact(name: str, value: Any, width: int | None = WIDTH) -> str:
    """One fact of a definition: `no default`, `NOT NULL`, `type integer`."""
    if name == "not null":
        return "NOT NULL" if value else "NULL allowed"
    if name == "grants":
        return granted(value)
    if name == "valid":
        return "NOT VALID" if value is False else "validated"
    if name == "definition" and value is not None:
        return short(value, width)
    if value is None or value is False:
        return f"no {name}"
    return name if value is True else f"{name} {short(value, width)}"


def meanwhile(mode: str) -> str:
    """What others can do with a table while somebody holds this lock on it."""
    return MEANWHILE.get(mode, "others can read and write it")


def facts(definition: Mapping[str, Any], names: Iterable[str], width: int | None = WIDTH) -> str:
    return ", ".join(fact(name, definition.get(name), width) for name in names)


def facts_apart(one: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str]:
    """The facts of two definitions; long ones are cut so that their difference can be seen."""
    pairs = [apart(fact(name, one.get(name), None), fact(name, other.get(name), None)) for name in names]
    return ", ".join(here for here, _ in pairs), ", ".join(there for _, there in pairs)


def apart(one: str, other: str, width: int = WIDTH) -> tuple[str, str]:
    """Two texts, each cut to this width around the place where they first differ."""
    if len(one) <= width and len(other) <= width:
        return one, other
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    begin = max(0, alike - width // 3)
    mark = "..." if begin else ""
    return mark + short(one[begin:], width - len(mark)), mark + short(other[begin:], width - len(mark))
