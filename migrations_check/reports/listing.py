"""The review list of a new revision in a few lines, each with what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from migrations_check.overview import Alteration, Overview, Rename
from migrations_check.record import Lock
from migrations_check.reports.wording import count, failed, measured, rows, undone
from migrations_check.words import apart, meanwhile, short

WHATS = {"added": "added", "changed": "changed", "dropped": "dropped", "dropped and made again": "made again"}
PLURALS = {"index": "indexes", "policy": "policies"}


def listing(overview: Overview) -> list[tuple[str, str]]:
    """Such as `("changed", "column cfg.xp.amount: integer became bigint")`, one thing a line."""
    found = [
        ("tables", _tables(overview)),
        *((label, "\n".join(_alterations(overview, what))) for what, label in WHATS.items()),
        ("renamed", "\n".join(map(renamed, overview.renames))),
        ("rows", "\n".join(f"{one.relation} {rows(one)} {measured(overview)}" for one in overview.rows)),
        ("locked", "\n".join(locked(lock, f" {measured(overview)}") for lock in overview.locks)),
        ("rewritten", ", ".join(overview.rewrites)),
        ("failed", failed(overview)),
        ("downgrade", "\n".join(undone(overview.downgrade))),
    ]
    return [(label, text) for label, text in found if text]


def _tables(overview: Overview) -> str:
    schemas = ", ".join(overview.schemas)
    if not schemas:
        return "none"
    return f"{', '.join(overview.tables) or 'none'} (schema{'s' * (len(overview.schemas) > 1)} {schemas})"


def _alterations(overview: Overview, what: str) -> Iterator[str]:
    """What belongs to a table that came or went whole is only counted."""
    told = [one for one in (*overview.columns, *overview.others) if one.what == what]
    whole = {one.address for one in told if one.kind == "table" and what != "changed"}
    for one in told:
        if one.address in whole and one.kind == "table":
            yield f"table {one.address}{_counted(other.kind for other in told if other.of == one.address)}"
        elif one.of not in whole:
            yield alteration(one)


def _counted(kinds: Iterable[str]) -> str:
    told = [_count(number, kind) for kind, number in Counter(kinds).items()]
    return f" with {', '.join(told)}" if told else ""


def _count(number: int, kind: str) -> str:
    return count(number, kind) if number == 1 or kind not in PLURALS else f"{number} {PLURALS[kind]}"


def alteration(one: Alteration) -> str:
    """`column cfg.xp.amount: integer became bigint`."""
    name = f"{one.kind} {one.address}"
    if one.before and one.after:
        before, after = apart(one.before, one.after)
        return f"{name}: {before} became {after}"
    return f"{name} ({short(one.before or one.after)})" if one.before or one.after else name


def renamed(one: Rename) -> str:
    return f"{one.kind} {one.before} to {one.after}"


def locked(lock: Lock, measured: str = "") -> str:
    """`cfg.xp ShareLock 0.250 s with rows: nobody can write it`."""
    return f"{lock.relation} {lock.mode} {lock.seconds:.3f} s{measured}: {meanwhile(lock.mode)}"
