"""What the models make by themselves: `metadata.create_all()` in a database of its own, read like any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.schema import CreateSchema

from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_whole
from migrations_check.snapshot import Snapshot


def metadatas(context: Any) -> list[MetaData]:
    target = context.opts.get("target_metadata")
    return [m for m in (target if isinstance(target, (list, tuple)) else [target]) if m is not None]


def create(context: Any, head: Snapshot, version_tables: set[str], watched: bool) -> dict[str, Any]:
    """The models' own catalog, on a database that has the baseline; `head` gives what create_all may rely on."""
    connection, found = context.connection, metadatas(context)
    _prepare(connection, head)
    for metadata in found:
        metadata.create_all(connection)
    quote = context.dialect.identifier_preparer
    things = Known(read_whole(connection, watched), version_tables).things
    tables = {table for metadata in found for table in metadata.tables.values()}
    default = context.dialect.default_schema_name
    return {
        "things": list(things.values()),
        "tables": sorted(_address(quote, table, default) for table in tables),
        "named": sorted(set(_named(quote, tables, default))),
        "equal_defaults": _equal_defaults(connection, head, things),
        "error": None,
    }


def _prepare(connection: Any, head: Snapshot) -> None:
    """The schemas, extensions and functions present at head; a function that needs a table has to do without."""
    for thing in head.values():
        if thing.kind == "schema":
            connection.execute(CreateSchema(thing.address.strip('"'), if_not_exists=True))
    for thing in head.values():
        if thing.kind == "extension":
            schema = thing.definition["schema"]
            _try(connection, f'create extension if not exists {thing.address} schema "{schema}" cascade')
    connection.exec_driver_sql("set local check_function_bodies = off")
    for thing in head.values():
        if thing.kind == "function":
            _try(connection, thing.definition["definition"])


def _try(connection: Any, sql: str) -> None:
    inside = connection.begin_nested()
    try:
        connection.exec_driver_sql(sql.replace("%", "%%") if connection.dialect.driver != "asyncpg" else sql)
        inside.commit()
    except Exception:
        inside.rollback()


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
    inside = connection.begin_nested()
    try:
        connection.exec_driver_sql("set local search_path = ''")
        sql = f"select (({one})::{type_})::text is not distinct from (({other})::{type_})::text"
        sql = sql if connection.dialect.driver == "asyncpg" else sql.replace("%", "%%")
        return bool(connection.exec_driver_sql(sql).scalar())
    except Exception:
        return False
    finally:
        inside.rollback()
