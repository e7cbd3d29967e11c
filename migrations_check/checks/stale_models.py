"""Autogenerate at head is not empty: the models and the migrations do not say the same.

The bot is written for the models and meets what the migrations made; and the next generated migration writes the
difference besides what it was made for.

Instead: where the models are right, generate the missing migration and review it; where the migrations are, write
into the models what they made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from migrations_check import normal
from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Difference, Record
from migrations_check.snapshot import Snapshot
from migrations_check.words import apart, short

severity = Severity.ERROR
scope = Scope.CHAIN

MODEL_HAS = {
    "add_table": "the models have table {0}, and no migration creates it",
    "add_column": "the model has column {0}, and no migration adds it",
    "add_index": "the model has index {0}, and no migration creates it",
    "add_constraint": "the model has constraint {0}, and no migration adds it",
    "add_fk": "the model has foreign key {0}, and no migration adds it",
    "add_table_comment": "the model gives {0} a comment, and no migration does",
}
MIGRATIONS_HAVE = {
    "remove_table": "the migrations create table {0}, and the models do not have it",
    "remove_column": "the migrations add column {0}, and the model does not have it",
    "remove_index": "the migrations create index {0}, and the model does not have it",
    "remove_constraint": "the migrations add constraint {0}, and the model does not have it",
    "remove_fk": "the migrations add foreign key {0}, and the model does not have it",
    "remove_table_comment": "the migrations give {0} a comment, and the model does not",
}
MODIFIED = {
    "modify_type": "type {}",
    "modify_default": "default {}",
    "modify_comment": "comment {}",
}


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    if record.no_models:
        yield NotJudged(record.no_models)
        return
    if record.differences is None:
        error = record.autogenerate_error
        yield NotJudged(f"autogenerate fails: {error.kind}: {error.message}" if error else "autogenerate did not run")
        return
    for subject, told in _by_subject(list(differences(record))).items():
        yield Finding(subject, _message(subject, told))


def _by_subject(found: list[Difference]) -> dict[str, list[Difference]]:
    """A foreign key without a name in the models goes with the one over the same columns that has one."""
    named = {_over(d): d.subject for d in found if d.operation == "remove_fk"}
    told: dict[str, list[Difference]] = {}
    for difference in found:
        subject = named.get(_over(difference)) if difference.operation == "add_fk" else None
        told.setdefault(subject or difference.subject, []).append(difference)
    return told


def _over(difference: Difference) -> tuple[str, object]:
    return difference.table, difference.details.get("columns")


def differences(record: Record) -> Iterator[Difference]:
    """What autogenerate would write inside the managed schemas, without what other checks name better.

    What belongs to a table that no migration makes is not told besides.
    """
    known = set(record.models.tables) if record.models and not record.models.error else None
    added = {difference.subject for difference in record.differences or () if difference.operation == "add_table"}
    for difference in record.differences or ():
        if difference.table in added and difference.operation != "add_table":
            continue
        inside = difference.schema in record.schemas or not difference.schema
        unmapped = known is not None and difference.operation.startswith("remove_") and difference.table not in known
        if inside and not unmapped and not _equal_default(difference, record) and not _copied(difference, record):
            yield _as_postgres_says(difference, record)


def _as_postgres_says(difference: Difference, record: Record) -> Difference:
    """With the defaults of both sides written alike, where both are known."""
    ours, theirs = (things.get(("column", difference.subject)) for things in _catalogs(record))
    if difference.operation != "modify_default" or not ours or not theirs:
        return difference
    old, new = (normal.definition(column).get("default") for column in (ours, theirs))
    return replace(difference, details={"old": old, "new": new})


def _catalogs(record: Record) -> tuple[Snapshot, Snapshot]:
    """The migrations' own and the models'."""
    return record.head or {}, record.models.things if record.models else {}


def _copied(difference: Difference, record: Record) -> bool:
    """A foreign key that Postgres itself keeps for one partition of the table that another one points to."""
    return difference.operation == "remove_fk" and ("constraint", difference.subject) not in (record.head or {})


def _equal_default(difference: Difference, record: Record) -> bool:
    if difference.operation != "modify_default" or not record.models:
        return False
    ours, theirs = (things.get(("column", difference.subject)) for things in _catalogs(record))
    same = ours and theirs and ours.definition.get("default") == theirs.definition.get("default")
    return bool(same) or difference.subject in record.models.equal_defaults


def _message(subject: str, told: list[Difference]) -> str:
    operations = {difference.operation for difference in told}
    for kind in ("index", "constraint", "fk"):
        if {f"add_{kind}", f"remove_{kind}"} <= operations:
            thing = {"fk": "foreign key"}.get(kind, kind)
            return f"{thing} {subject} is one thing in the models and another in the migrations{_apart(told)}"
    return "; ".join(dict.fromkeys(map(_sentence, told)))


def _sentence(difference: Difference) -> str:
    operation, details = difference.operation, difference.details
    template = MODEL_HAS.get(operation) or MIGRATIONS_HAVE.get(operation)
    if template:
        columns = details.get("columns")
        unnamed = columns and difference.subject == difference.table
        return template.format(f"on {difference.subject} over ({columns})" if unnamed else difference.subject)
    if operation == "modify_nullable":
        nullable = str(details.get("new")).lower() == "true"
        says, have = ("allows NULL", "say NOT NULL") if nullable else ("says NOT NULL", "allow NULL")
        return f"the model {says} for {difference.subject}, and the migrations {have}"
    if operation in MODIFIED:
        template = MODIFIED[operation]
        old, new = apart(_value(template, details.get("old")), _value(template, details.get("new")))
        told = f"the model gives {difference.subject} {new}, and the migrations {old}"
        return f"{told}: let the model say {old}, or make it {new} in a migration"
    return f"autogenerate would still write {operation} for {difference.subject}"


def _value(template: str, value: object) -> str:
    return f"no {template.split()[0]}" if value in (None, False, "false") else template.format(short(value, None))


def _apart(told: list[Difference]) -> str:
    details = {side: d.details for d in told for side in ("add", "remove") if d.operation.startswith(side)}
    there, here = (_columns(details[side]) for side in ("add", "remove"))
    return f": {there} there, {here} here" if there != here else ""


def _columns(details: Mapping[str, object]) -> str:
    return f"({details.get('columns')}) {details.get('rules') or ''}".strip()
