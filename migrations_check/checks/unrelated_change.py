"""A new migration changes a table, index or constraint whose model did not change since the base.

Autogenerate compares the whole schema, so whatever models and database already disagreed in comes along with the
change that was meant, and is applied unread.

Instead: take it out of the migration; where it is meant, change the model in the same commit, or give it a migration
of its own and say why in an acknowledgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from migrations_check.checks import unexpected_drop_index
from migrations_check.checks.reading.dropped import ran
from migrations_check.checks.reading.touched import LOOSE, Touched, covers, redefined, table_of
from migrations_check.checks.unmapped_table import models_missing
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record, Step
from migrations_check.snapshot import Change, Key, Thing
from migrations_check.words import named, several

severity = Severity.ERROR
scope = Scope.NEW

Parents = Mapping[str, str]


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    if not record.new:
        return
    if record.base is None:
        yield NotJudged(record.no_head or record.no_base)
    elif record.models is None or record.models.error:
        yield NotJudged(record.no_head or models_missing(record))
    else:
        touched = Touched.between(record.base, record.models.things)
        parents = _parents(record)
        indexes = {(said.revision, said.subject) for said in _findings_of(unexpected_drop_index.findings(record))}
        passing = {key for key in _passing(record) if touched.has_any_of(_root(key[0], parents))}
        for step in ran(record):
            for key, changes in _unrelated(step, record, touched, parents).items():
                if (step.revision, key[1]) not in indexes and (table_of(changes[0].thing), key) not in passing:
                    yield _finding(record, step, key, changes, touched)


def _findings_of(found: Iterator[Finding | NotJudged]) -> Iterator[Finding]:
    return (said for said in found if isinstance(said, Finding))


def _unrelated(step: Step, record: Record, touched: Touched, parents: Parents) -> dict[Key, list[Change]]:
    """The changes that no change to the models asks for, by the table, index or constraint that they are told of."""
    moved = _moved_out(step, record)
    asked = (change for change in step.changes if not _comes_with(change, moved))
    inside = [change for change in asked if change.schema in record.schemas and redefined(change)]
    found: dict[Key, list[Change]] = {}
    for change in inside:
        table = _root(table_of(change.thing), parents)
        if change.kind in ("table", "column") and table not in touched.tables:
            found.setdefault(("table", table), []).append(change)
    whole = {change.address for change in inside if change.kind == "table" and _whole(change)}
    columns = _columns_lost(step)
    for change in inside:
        if change.kind in LOOSE and change.thing.of not in whole and _by_itself(change, columns):
            versions = [thing for thing in (change.before, change.after) if thing]
            if not any(touched.has_loose(replace(t, of=_root(t.of, parents))) for t in versions):
                found[change.thing.key] = [change]
    return found


def _passing(record: Record) -> set[tuple[str, Key]]:
    """Indexes and constraints, with their table, that the new upgrades make and drop again: a way to what is meant."""
    changes = [change for step in ran(record) for change in step.changes if change.kind in LOOSE]
    made = {(change.thing.of, change.thing.key) for change in changes if change.before is None}
    return made & {(change.thing.of, change.thing.key) for change in changes if change.after is None}


def _moved_out(step: Step, record: Record) -> dict[str, str]:
    """The tables that are in a schema of others now, with their new address: `outside-schema` tells it."""
    renamed = ((went.address, came) for went, came in step.renamed("table"))
    return {old: came.address for old, came in renamed if came.schema not in record.schemas}


def _comes_with(change: Change, moved: Parents) -> bool:
    """It is such a table, belongs to one, or refers to one by its new address and is as before otherwise."""
    if table_of(change.thing) in moved:
        return True
    if not (change.before and change.after):
        return False
    old, new = (str(thing.definition.get("definition", "")) for thing in (change.before, change.after))
    return any(f"REFERENCES {address}(" in old and old.replace(address, to) == new for address, to in moved.items())


def _whole(change: Change) -> bool:
    return change.before is None or change.after is None


def _columns_lost(step: Step) -> list[Thing]:
    """Columns that are dropped or have another name now: what covers them goes with them, or is written anew."""
    changes = [*step.lost("column"), *(went for went, _ in step.renamed("column"))]
    return [change.before for change in changes if change.before]


def _by_itself(change: Change, columns: list[Thing]) -> bool:
    """Not because of a column that it covers, and not with what its table's parent has."""
    inherited = {"part of", "inherited"} & change.thing.definition.keys()
    return not inherited and not (change.before and covers(change.before, columns))


def _parents(record: Record) -> Parents:
    """The table that each partition, or child, belongs to, and the name that each had: a model says only that one."""
    changes = [change for step in record.steps for change in step.changes if change.kind == "table"]
    things = [*(record.head or {}).values(), *(t for c in changes for t in (c.before, c.after) if t)]
    had = {came.address: went.address for step in record.new_upgrades for went, came in step.renamed("table")}
    of = {t.address: t.definition["inherits"][0] for t in things if t.kind == "table" and "inherits" in t.definition}
    return had | of


def _root(table: str, parents: Parents) -> str:
    passed: set[str] = set()
    while table in parents and table not in passed:
        passed.add(table)
        table = parents[table]
    return table


def _finding(record: Record, step: Step, key: Key, changes: list[Change], touched: Touched) -> Finding:
    told = [change for change in changes if change.kind == key[0] and _whole(change)] or changes
    what = several(f"{named(change.thing)} is {_verb(change)}" for change in told)
    owner = "its model" if told[0].address == key[1] else f"the model of {key[1]}"
    why = f"{owner} did not change since the base" if key in touched.known else "no model has it, now or at the base"
    revision = record.revision(step.revision)
    line = step.line_of(told[0]) or revision.upgrade_line
    return Finding(key[1], f"{what}, and {why}", revision.path, line, revision.id)


def _verb(change: Change) -> str:
    if change.before is None:
        return "made"
    return "changed" if change.after else "dropped"
