"""The live schema (`--live`) is not what the migrations make of it: somebody changed it by hand.

The new migrations were written for another schema than the one they will meet. What was made by hand collides with
the migration that makes it properly, and no other database has it.

Instead: take the change back on the live database, and make what is to stay by a migration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from migrations_check import normal
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record
from migrations_check.snapshot import Snapshot, Thing
from migrations_check.words import facts_apart, named, short

severity = Severity.ERROR
scope = Scope.CHAIN

# `inherited` and `empty` are others after any dump; owners and grants are left out of this one.
NOT_COMPARED = ("owner", "grants", "inherited", "empty")
NOT_OF_TABLES = ("schema", "default privileges")
RENAMED = ("column", "constraint", "index")
EXPRESSIONS = ("view", "materialized view", "policy", "rule", "trigger", "statistics")


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    revision = record.facts.get("live")
    if revision and (record.live is None or record.at is None):
        yield NotJudged(f"the chain did not come to {revision}, where the live database is")
    elif record.live is not None and record.at is not None:
        chain, live = _inside(record.at, record), _inside(record.live, record)
        yield from (Finding(subject, message) for subject, message in _drifts(chain, live, f"up to {revision}"))


def _inside(things: Snapshot, record: Record) -> Snapshot:
    kept = (t for t in things.values() if t.schema in record.schemas and t.kind not in NOT_OF_TABLES)
    return {thing.key: thing for thing in sorted(kept, key=lambda thing: thing.address)}


def _drifts(chain: Snapshot, live: Snapshot, upto: str) -> Iterator[tuple[str, str]]:
    """Subject and message of each difference; what goes or comes with another thing is not told by itself."""
    missing = [thing for thing in chain.values() if thing.key not in live]
    extra = [thing for thing in live.values() if thing.key not in chain]
    renamed = list(_renamed(missing, extra))
    for old, new in renamed:
        missing.remove(old)
        extra.remove(new)
        yield old.address, f"live has {named(new)} in the place of {old.address}: somebody renamed it by hand"
    for thing in _first(missing):
        message = f"live has no {named(thing)}, which the migrations {upto} make: somebody dropped it by hand"
        yield thing.address, message
    for thing in _first(extra):
        yield thing.address, f"live has {_told(thing)}, which no migration {upto} makes: somebody made it by hand"
    for here, there in ((thing, live[key]) for key, thing in chain.items() if key in live):
        if names := _apart(here, there) and _apart(_with_new_names(here, renamed), there):
            ours, theirs = facts_apart(here.definition, there.definition, names)
            message = f"live has {named(here)} with {theirs}, and the migrations {upto} make it with {ours}"
            yield here.address, f"{message}: somebody changed it by hand"


def _renamed(missing: Iterable[Thing], extra: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """What is there under another name of the same table, and is the same otherwise."""
    left = [thing for thing in extra if thing.kind in RENAMED]
    for old in missing:
        same = (new for new in left if (new.kind, new.of) == (old.kind, old.of) and not _apart(old, new))
        if new := next(same, None):
            left.remove(new)
            yield old, new


def _with_new_names(thing: Thing, renamed: Iterable[tuple[Thing, Thing]]) -> Thing:
    """A constraint or an index as Postgres writes it once these columns have their new names."""
    text = thing.definition.get("definition")
    if thing.kind == "column" or not isinstance(text, str):
        return thing
    own, references, other = text.partition(" REFERENCES ")
    for old, new in renamed:
        name = _name(new).replace("\\", r"\\")
        if old.kind == "column" and old.of == thing.of:
            own = re.sub(_word(old), name, own)
        if old.kind == "column" and other.startswith(f"{old.of}("):
            other = re.sub(_word(old), name, other)
    return replace(thing, definition={**thing.definition, "definition": own + references + other})


def _first(things: list[Thing]) -> Iterator[Thing]:
    """Without what belongs to another of them, and what Postgres drops with it."""
    addresses = {thing.address for thing in things}
    columns = [thing for thing in things if thing.kind == "column"]
    for thing in things:
        text = str(thing.definition.get("definition", ""))
        belongs = {thing.of, thing.definition.get("part of")} & addresses
        of_column = any(thing.of == column.of and re.search(_word(column), text) for column in columns)
        refers = re.search(r"REFERENCES (.+?)\(", text)
        if not (belongs or of_column or (refers and refers[1] in addresses)):
            yield thing


def _apart(here: Thing, there: Thing) -> list[str]:
    """The names of the facts in which they differ; a dump that is read again writes expressions otherwise."""
    ours, theirs = normal.definition(here), normal.definition(there)
    names = (ours.keys() | theirs.keys()) - set(NOT_COMPARED)
    apart = (name for name in names if ours.get(name) != theirs.get(name))
    return sorted(
        name for name in apart if here.kind not in EXPRESSIONS or not _alike(ours.get(name), theirs.get(name))
    )


def _alike(one: object, other: object) -> bool:
    texts = isinstance(one, str) and isinstance(other, str)
    return texts and normal.expression(str(one)) == normal.expression(str(other))


def _name(column: Thing) -> str:
    return column.address.removeprefix(f"{column.of}.")


def _word(column: Thing) -> str:
    return rf'(?<![\w"$]){re.escape(_name(column))}(?![\w"$])'


def _told(thing: Thing) -> str:
    text = thing.definition.get("definition") or thing.definition.get("type") if thing.kind in RENAMED else None
    return f"{named(thing)} ({short(text)})" if text else named(thing)
