"""What the models make by themselves: `metadata.create_all()` in a database of its own, read like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.schema import CreateSchema
from sqlalchemy.types import SchemaType

from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_whole
from migrations_check.recorder.inside import attempt, taken_back
from migrations_check.snapshot import Snapshot


class NoModels(Exception):
    """env.py compares with nothing: it migrates by hand-written scripts alone."""


def metadatas(context: Any) -> list[MetaData]:
    """Raises `NoModels`."""
    target = context.opts.get("target_metadata")
    found = [m for m in (target if isinstance(target, (list, tuple)) else [target]) if m is not None]
    if not found:
        raise NoModels("env.py gives no models to compare with: its target_metadata is None")
    return found


Made = dict[str, dict[Any, Any]]


def create(context: Any, head: Snapshot, version_tables: set[str], watched: bool) -> Made:
    """The models' own catalog, on a database that has the baseline; `head` gives what create_all may rely on.

    Each part is keyed, so that what several runs of the chain tell can be put together.
    """
    connection, found = context.connection, metadatas(context)
    with taken_back(connection):
        return _made(context, connection, found, head, version_tables, watched)


def _made(
    context: Any, connection: Any, found: list[MetaData], head: Snapshot, version_tables: set[str], watched: bool
) -> Made:
    quote = context.dialect.identifier_preparer
    default = context.dialect.default_schema_name
    baseline = Known(read_whole(connection, watched), version_tables).things
    gone = _make_room(connection, quote, default, found, baseline)
    _prepare(connection, head)
    for metadata in found:
        metadata.create_all(connection)
    things = Known(read_whole(connection, watched), version_tables).things
    left = {key for key, thing in baseline.items() if key not in head and not {thing.address, thing.of} & gone}
    things = {key: thing for key, thing in things.items() if key not in left}
    tables = {table for metadata in found for table in metadata.tables.values()}
    return {
        "things": things,
        "tables": _each(_address(quote, table, default) for table in tables),
        "named": _each(_named(quote, tables, default)),
        "equal_defaults": _each(_equal_defaults(connection, head, things)),
    }


def _each(addresses: Iterable[str]) -> dict[str, str]:
    return {address: address for address in sorted(addresses)}


def _make_room(connection: Any, quote: Any, default: str, found: list[MetaData], baseline: Snapshot) -> set[str]:
    """Drop what the baseline has of the models, as it was before the chain; returns the addresses."""
    known = [table for metadata in found for table in metadata.tables.values()]
    tables = {address for table in known if ("table", address := _address(quote, table, default)) in baseline}
    types = {address for type_ in _types(known) if ("type", address := _address(quote, type_, default)) in baseline}
    if tables:
        connection.exec_driver_sql(f"drop table {', '.join(sorted(tables))} cascade")
    return tables | {address for address in sorted(types) if attempt(connection, f"drop type {address}") is not None}


def _types(tables: Iterable[Any]) -> Iterator[SchemaType]:
    """The enums and domains of these tables' columns, and of what their arrays hold."""
    for table in tables:
        for column in table.columns:
            type_ = getattr(column.type, "item_type", column.type)
            if isinstance(type_, SchemaType) and type_.name:
                yield type_


def _prepare(connection: Any, head: Snapshot) -> None:
    """The schemas, extensions and functions present at head; a function that needs a table has to do without."""
    for thing in head.values():
        if thing.kind == "schema":
            connection.execute(CreateSchema(thing.address.strip('"'), if_not_exists=True))
    for thing in head.values():
        if thing.kind == "extension":
            schema = thing.definition["schema"]
            attempt(connection, f'create extension if not exists {thing.address} schema "{schema}" cascade')
    connection.exec_driver_sql("set local check_function_bodies = off")
    for thing in head.values():
        if thing.kind == "function":
            attempt(connection, thing.definition["definition"])


def _address(quote: Any, table: Any, default: str) -> str:
    return f"{quote.quote(table.schema or default)}.{quote.quote(table.name)}"


def _named(quote: Any, tables: set[Any], default: str) -> Iterator[str]:
    """Addresses of the constraints and indexes whose name the models, or their naming convention, give."""
    for table in tables:
        address = _address(quote, table, default)
        for constraint in table.constraints:
            if isinstance(constraint.name, str):
                name = quote.format_constraint(constraint)
                yield f"{address}.{name}"
        for index in table.indexes:
            if isinstance(index.name, str):
                yield f"{quote.quote(table.schema or default)}.{quote.quote(str(index.name))}"


def _equal_defaults(connection: Any, head: Snapshot, models: Snapshot) -> list[str]:
    """Columns whose default is written otherwise here and there, and has the same value in one transaction."""
    connection.exec_driver_sql("set local search_path = ''")
    return [
        key[1]
        for key, thing in models.items()
        if thing.kind == "column"
        and key in head
        and (mine := thing.definition.get("default"))
        and (theirs := head[key].definition.get("default"))
        and mine != theirs
        and "nextval" not in mine + theirs
        and _equal(connection, mine, theirs, thing.definition["type"])
    ]


def _equal(connection: Any, one: str, other: str, type_: str) -> bool:
    told = attempt(connection, f"select (({one})::{type_})::text is not distinct from (({other})::{type_})::text")
    return bool(told and told.scalar())
