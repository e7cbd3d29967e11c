"""The migrated schema and the schema that the models make by themselves differ in something autogenerate does
not see.

Check constraints, enum values, server defaults, predicates: the bot is tested against the models, and runs on
what the migrations made.

Instead: bring the two together, by a migration where the models are right, or in the models where the
migrations are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from migrations_check import normal
from migrations_check.checks import stale_models
from migrations_check.checks.reading.touched import LOOSE, covers
from migrations_check.checks.unmapped_table import models_missing, partitions, unmapped
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Models, Record
from migrations_check.snapshot import Snapshot, Thing
from migrations_check.words import facts_apart, named, short

severity = Severity.ERROR
scope = Scope.CHAIN

Pair = tuple[Thing | None, Thing | None]
IN_TABLES = ("column", "constraint", "index")
MODELS_CAN_SAY = ("table", "column", "constraint", "index", "sequence", "type")
TYPES_MODELS_CAN_SAY = ("enum", "domain")
UNNAMED = {"fk": "foreign key", "constraint": "unique"}


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    head, models = record.head, record.models
    if record.no_models or head is None:
        yield NotJudged(record.no_models or "there is no head")
    elif models is None or models.error:
        yield NotJudged(models_missing(record))
    else:
        said = _Said.of(record)
        ours = _compared(head, unmapped(record) | partitions(head), record)
        theirs = _compared(models.things, partitions(models.things) | _not_ours(head, models, record), record)
        for here, there in _pairs(ours, theirs, models):
            message = _message(here, there, models)
            thing = there or here
            if message and thing and not said.names(thing, models_only=here is None):
                yield Finding(thing.address, message)


@dataclass(frozen=True)
class _Said:
    """What `stale-models` names already: things, whole tables, and constraints without a name (table, type).

    `columns` are those that only one side has: what covers them goes without saying.
    """

    addresses: frozenset[str]
    tables: frozenset[str]
    unnamed: frozenset[tuple[str, str]]
    columns: tuple[Thing, ...]

    @classmethod
    def of(cls, record: Record) -> _Said:
        told = list(stale_models.differences(record))
        operations = [(d, d.operation.partition("_")[2]) for d in told]
        unnamed = {(d.table, UNNAMED[what]) for d, what in operations if what in UNNAMED and d.subject == d.table}
        things = {**(record.head or {}), **(record.models.things if record.models else {})}
        columns = (things.get(("column", d.subject)) for d, what in operations if what == "column")
        return cls(
            frozenset(d.subject for d in told if d.subject != d.table or "table" in d.operation),
            frozenset(d.subject for d in told if d.operation in ("add_table", "remove_table")),
            frozenset(unnamed),
            tuple(column for column in columns if column),
        )

    def names(self, thing: Thing, models_only: bool) -> bool:
        unnamed = models_only and (thing.of, str(thing.definition.get("type"))) in self.unnamed
        told = thing.address in self.addresses or thing.of in self.addresses - {""} | self.tables
        return unnamed or told or (thing.kind in LOOSE and covers(thing, self.columns))


def _compared(things: Snapshot, left_out: set[str], record: Record) -> list[Thing]:
    """What is compared: all in the managed schemas, without the tables left out and what belongs to them."""
    inside = [t for t in things.values() if t.schema in record.schemas and t.kind != "schema"]
    tables = {t.address: t.of for t in inside if t.kind == "column"}
    kept = [t for t in inside if not {t.address, t.of, tables.get(t.of, "")} & left_out]
    return [t for t in kept if t.kind != "type" or not _only_for(t, inside, left_out)]


def _only_for(type_: Thing, things: Iterable[Thing], tables: set[str]) -> bool:
    """The type of columns of those tables, and of no other."""
    users = {t.of for t in things if t.kind == "column" and _uses(t, type_)}
    return bool(users) and users <= tables


def _uses(column: Thing, type_: Thing) -> bool:
    return str(column.definition.get("type")).removesuffix("[]") == type_.address


def _not_ours(head: Snapshot, models: Models, record: Record) -> set[str]:
    """Tables of the models that are views at head, or that env.py keeps from autogenerate."""
    missing = {t.address for t in models.things.values() if t.kind == "table" and t.key not in head}
    views = {t.address for t in head.values() if t.kind in ("view", "materialized view")}
    added = {d.subject for d in record.differences or () if d.operation == "add_table"}
    return missing - added if record.differences is not None else missing & views


def _pairs(ours: list[Thing], theirs: list[Thing], models: Models) -> Iterator[Pair]:
    """Each thing of the models with its counterpart; then what only the migrations made."""
    named_by_models = set(models.named)
    rest = {_key(thing): thing for thing in ours}
    loose: list[Thing] = []
    for thing in theirs:
        if thing.kind in ("constraint", "index") and thing.address not in named_by_models:
            loose.append(thing)
        else:
            yield rest.pop(_key(thing), None), thing
    beside: dict[tuple[str, str], list[Thing]] = {}
    for thing in rest.values():
        beside.setdefault((thing.kind, thing.of), []).append(thing)
    unmatched = []
    for thing in loose:
        twin = _twin(thing, (other for other in beside.get((thing.kind, thing.of), ()) if _key(other) in rest))
        if twin:
            rest.pop(_key(twin))
        else:
            unmatched.append(thing)
    for thing in unmatched:
        yield rest.pop(_key(thing), None), thing
    yield from ((thing, None) for thing in rest.values())


def _key(thing: Thing) -> tuple[str, str]:
    owner = thing.definition.get("owned by") if thing.kind == "sequence" else None
    return ("sequence of", str(owner)) if owner else thing.key


def _twin(thing: Thing, others: Iterable[Thing]) -> Thing | None:
    """What does the same under another name, which Postgres or an older model gave it."""
    same = [other for other in others if not normal.differing(other, thing)]
    return next((other for other in same if other.address == thing.address), next(iter(same), None))


def _message(here: Thing | None, there: Thing | None, models: Models) -> str | None:
    if here and there:
        return _otherwise(here, there, models)
    if there:
        return None if _owned(there) else f"the models make {_told(there)}, and no migration does"
    assert here is not None
    if here.kind == "index" and here.of not in models.tables:
        return None
    kind = here.definition.get("type") if here.kind == "type" else None
    if here.kind not in MODELS_CAN_SAY or (kind and kind not in TYPES_MODELS_CAN_SAY) or _owned(here):
        return None
    return f"the migrations make {_told(here)}, and the models do not"


def _otherwise(here: Thing, there: Thing, models: Models) -> str | None:
    names = normal.differing(here, there)
    if here.kind == "column" and here.address in models.equal_defaults:
        names = [name for name in names if name != "default"]
    if not names:
        return None
    ours, theirs = facts_apart(here.definition, there.definition, names)
    return f"the migrations make {named(here)} with {ours}, and the models with {theirs}"


def _owned(thing: Thing) -> bool:
    """A sequence of a column: what matters of its being there shows in the column."""
    return thing.kind == "sequence" and "owned by" in thing.definition


def _told(thing: Thing) -> str:
    text = thing.definition.get("definition") if thing.kind in IN_TABLES else thing.definition.get("values")
    return f"{named(thing)} ({short(text)})" if text else named(thing)
