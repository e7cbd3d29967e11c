"""Something outside the managed schemas changed: a table, a type, a grant, an extension, a setting, or rows.

Alembic manages its own schemas only; what stands beside them belongs to somebody else, and nobody expects a bot's
migration to touch it.

Instead: give everything that is made its `schema=`, enums too, and let whoever owns the rest change it; what Alembic
is to manage as well belongs into `schemas` in `[tool.migrations-check]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record, Rows, Step
from migrations_check.snapshot import Change, differing
from migrations_check.words import facts_apart, named, several

severity = Severity.ERROR
scope = Scope.EACH

WITHOUT_SCHEMA = ("table", "type", "sequence", "function", "view", "materialized view")
DEFAULT = "public"
OF_THE_SERVER = ("role", "setting")
BY = {"up": "", "down": " by the downgrade", "up-again": " by going up again"}


def findings(record: Record) -> Iterator[Finding]:
    for change in _outermost(c for c in record.preamble if _outside(c, record) and not _for_versions(c, record)):
        yield Finding(change.address, _message(change, record, " by env.py itself"))
    judged = {revision.id for revision in record.judged}
    owners = _owners(record)
    said: set[tuple[str, str]] = set()
    for step in record.steps:
        if step.revision not in judged:
            continue
        for finding in _together(_of(step, owners, record)):
            if (step.revision, finding.subject) not in said:
                said.add((step.revision, finding.subject))
                yield finding


def _together(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each thing, which tells all that was done to it."""
    by_subject: dict[str, list[Finding]] = {}
    for finding in found:
        by_subject.setdefault(finding.subject, []).append(finding)
    for first, *more in by_subject.values():
        yield replace(first, message=". Also: ".join([first.message, *(finding.message for finding in more)]))


def _of(step: Step, owners: Mapping[str, str], record: Record) -> Iterator[Finding]:
    path, by = record.revision(step.revision).path, BY[step.direction]
    moved = {change.thing.key: message for change, message in _moved(step, record)}
    for change in _outermost(c for c in step.changes if _outside(c, record)):
        message = moved.get(change.thing.key, _message(change, record, by))
        yield Finding(change.address, message, path, step.line_of(change), step.revision)
    written = {rows.relation for rows in step.rows}
    for rows in step.rows:
        if rows.schema not in record.schemas and owners.get(rows.relation) not in written:
            message = f"{_done(rows)} {rows.relation}{by}; {_managed(record)}"
            yield Finding(rows.relation, message, path, step.line_naming(rows.relation), step.revision)


def _moved(step: Step, record: Record) -> Iterator[tuple[Change, str]]:
    """What keeps its name, and has a schema of ours no more, or that of others."""
    for kind in WITHOUT_SCHEMA:
        for went, came in step.renamed(kind):
            if went.schema != came.schema:
                how = "out of" if went.schema in record.schemas else "from"
                what = f"{named(went.thing)} is moved {how} {went.schema}{BY[step.direction]}, to {came.address}"
                yield from ((change, f"{what}; {_managed(record)}") for change in (went, came))


def _owners(record: Record) -> dict[str, str]:
    """The table of each sequence that belongs to a column: what is put into the one counts on in the other."""
    changed = (thing for step in record.steps for c in step.changes for thing in (c.before, c.after) if thing)
    things = [*(record.head or {}).values(), *changed]
    tables = {thing.address: thing.of for thing in things if thing.kind == "column"}
    return {thing.address: tables.get(thing.of, thing.of) for thing in things if thing.kind == "sequence" and thing.of}


def _outside(change: Change, record: Record) -> bool:
    """An extension is where its functions and types are put."""
    schema = change.thing.definition.get("schema") if change.kind == "extension" else change.schema
    return schema not in record.schemas


def _for_versions(change: Change, record: Record) -> bool:
    """The schema that env.py makes for Alembic's own table."""
    return change.kind == "schema" and any(
        str(table).startswith(f"{change.address}.") for table in record.facts.get("version_tables", ())
    )


def _outermost(changes: Iterable[Change]) -> Iterator[Change]:
    """Not what is in a schema, or of a table, that was itself made or dropped."""
    found = list(changes)
    whole = {c.address for c in found if _whole(c)}
    schemas = {c.schema for c in found if c.kind == "schema" and _whole(c)}
    found = [c for c in found if c.kind == "schema" or c.schema not in schemas]
    tables = {c.address: c.thing.of for c in found if c.kind == "column"}
    return (c for c in found if not {c.thing.of, tables.get(c.thing.of, "")} & whole - {""})


def _whole(change: Change) -> bool:
    return change.before is None or change.after is None or change.lost


def _message(change: Change, record: Record, by: str) -> str:
    what = f"{named(change.thing)} is {_verb(change)}{by}"
    if change.before is None and change.schema == DEFAULT and change.kind in WITHOUT_SCHEMA:
        return (
            f"{what}; {_managed(record)}. Without a schema a {change.kind} lands in {DEFAULT}: "
            f'give it schema="{record.schemas[0]}"'
        )
    if not change.schema:
        whole = "server" if change.kind in OF_THE_SERVER else "database"
        return f"{what}; it belongs to the whole {whole}, and {_managed(record)}"
    return f"{what}; {_managed(record)}"


def _verb(change: Change) -> str:
    if change.before is None:
        return "made"
    if change.after is None:
        return "dropped"
    if names := differing(change.before, change.after):
        return f"changed ({' became '.join(facts_apart(change.before.definition, change.after.definition, names))})"
    return "dropped and made again"


def _managed(record: Record) -> str:
    return f"Alembic manages {several(record.schemas)} only"


def _done(rows: Rows) -> str:
    counts = {"inserted into": rows.inserted, "updated in": rows.updated, "deleted from": rows.deleted}
    told = [f"{count} {'row is' if count == 1 else 'rows are'} {verb}" for verb, count in counts.items() if count]
    return " and ".join(told) or "other rows or another value stand in"
