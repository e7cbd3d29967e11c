"""The tables of the managed schemas at head, with what the new revisions did to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from migrations_check.reports.html.marks import mark, net, own_name
from migrations_check.review import Review
from migrations_check.snapshot import Change, Key, Thing

NAME = r'(?:"(?:[^"]|"")*"|[^\s,().]+)'
KEYED = re.compile(rf"(?:PRIMARY|FOREIGN) KEY \(({NAME}(?:, {NAME})*)\)")
REFERENCED = re.compile(rf"REFERENCES ({NAME}\.{NAME})")
# As people write them.
SHORT = (
    ("timestamp with time zone", "timestamptz"),
    ("timestamp without time zone", "timestamp"),
    ("time without time zone", "time"),
    ("character varying", "varchar"),
    ("double precision", "float8"),
)


@dataclass(frozen=True)
class Column:
    """`keys` are PK and FK; `mark` tells what the new revisions did to it."""

    name: str
    type: str
    nullable: bool
    default: str
    keys: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Other:
    """An index, a constraint or anything else of a table that is no column, where the new revisions changed it."""

    kind: str
    name: str
    mark: str


@dataclass(frozen=True)
class Table:
    """`references` are the addresses of the tables to which its foreign keys lead."""

    address: str
    mark: str
    columns: tuple[Column, ...]
    others: tuple[Other, ...]
    references: tuple[str, ...]


def tables(review: Review) -> tuple[Table, ...]:
    """In the order of their names. Dropped columns stand behind those that are there."""
    head = review.head or {}
    changes = {change.thing.key: change for change in net(review)}
    managed = review.facts.get("schemas", ())
    own: dict[str, list[Thing]] = {}
    for thing in (*head.values(), *(change.thing for change in changes.values() if change.after is None)):
        own.setdefault(thing.of, []).append(thing)
    return tuple(
        _table(thing, own.get(thing.address, []), changes)
        for thing in sorted(head.values(), key=lambda thing: thing.address)
        if thing.kind == "table" and thing.schema in managed
    )


def dropped(review: Review) -> tuple[Thing, ...]:
    """What the new revisions dropped, without what a table at head shows and what went with its table."""
    gone = [change.before for change in net(review) if change.before and change.after is None]
    told = {thing.address for thing in (*(review.head or {}).values(), *gone) if thing.kind == "table"}
    return tuple(thing for thing in gone if thing.of not in told)


def _table(table: Thing, own: list[Thing], changes: Mapping[Key, Change]) -> Table:
    constraints = [thing for thing in own if thing.kind == "constraint" and _stands(thing, changes)]
    keys = {kind: set(_keyed(constraints, kind)) for kind in ("primary key", "foreign key")}
    columns = sorted((thing for thing in own if thing.kind == "column"), key=lambda thing: _place(thing, changes))
    changed = [thing for thing in own if thing.key in changes]
    said = mark(changes.get(table.key)) or ("changed" if changed else "")
    return Table(
        table.address,
        said,
        tuple(_column(thing, keys, changes) for thing in columns),
        tuple(_others(changed, changes)) if said != "new" else (),
        tuple(_references(constraints)),
    )


def _others(changed: Iterable[Thing], changes: Mapping[Key, Change]) -> Iterator[Other]:
    for thing in changed:
        if thing.kind != "column":
            yield Other(thing.kind, own_name(thing), mark(changes[thing.key]))


def _stands(thing: Thing, changes: Mapping[Key, Change]) -> bool:
    return thing.key not in changes or changes[thing.key].after is not None


def _place(column: Thing, changes: Mapping[Key, Change]) -> tuple[bool, int]:
    return not _stands(column, changes), int(column.identity.rpartition(":")[2])


def _column(column: Thing, keys: Mapping[str, set[str]], changes: Mapping[Key, Change]) -> Column:
    name, facts = own_name(column), column.definition
    return Column(
        name,
        _short(str(facts.get("type", ""))),
        not facts.get("not null"),
        str(facts.get("default") or facts.get("generated") or facts.get("identity") or ""),
        tuple(f"{kind[0].upper()}K" for kind, names in keys.items() if name in names),
        mark(changes.get(column.key)),
    )


def _short(type: str) -> str:
    for long, short in SHORT:
        type = type.replace(long, short)
    return type


def _keyed(constraints: Iterable[Thing], kind: str) -> Iterator[str]:
    for constraint in constraints:
        if constraint.definition.get("type") == kind and (found := KEYED.match(constraint.definition["definition"])):
            yield from re.findall(NAME, found[1])


def _references(constraints: Iterable[Thing]) -> Iterator[str]:
    for constraint in constraints:
        if constraint.definition.get("type") == "foreign key":
            found = REFERENCED.search(constraint.definition["definition"])
            if found:
                yield found[1]
