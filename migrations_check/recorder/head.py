"""What autogenerate would still write at head, and whether it would reach outside the managed schemas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alembic.autogenerate import RevisionContext
from alembic.operations import ops
from sqlalchemy.exc import DBAPIError

from migrations_check.record import Difference
from migrations_check.recorder.inside import taken_back
from migrations_check.recorder.models import metadatas

CANARY = "migrations_check_canary"


def compare(context: Any, managed: Iterable[str]) -> tuple[list[Difference], list[str]]:
    """Alembic's own comparison, with all that env.py configures, and the tables outside that it would drop.

    A table planted in `public`, and one in a schema of its own, show what the filters let through; they
    stand there only for as long. Where Postgres cannot compare a default (it has no equality for json), the
    comparison is made without defaults: the catalogs are compared as well.
    """
    try:
        return _compared(context, managed)
    except DBAPIError:
        context._user_compare_server_default = False
        return _compared(context, managed)


def _compared(context: Any, managed: Iterable[str]) -> tuple[list[Difference], list[str]]:
    connection = context.connection
    metadatas(context)
    with taken_back(connection):
        for schema in {"public", CANARY} - set(managed):
            connection.exec_driver_sql(f"create schema if not exists {schema}")
            connection.exec_driver_sql(f"create table {schema}.{CANARY} (id integer primary key)")
        return _operations(context)


def _operations(context: Any) -> tuple[list[Difference], list[str]]:
    names = ["message", "sql", "head", "splice", "branch_label", "version_path", "rev_id", "depends_on"]
    arguments: dict[str, Any] = {**dict.fromkeys(names), "sql": False, "head": "head", "autogenerate": True}
    revision = RevisionContext(context.config, context.script, arguments)
    revision.run_autogenerate(context.get_current_heads(), context)
    found = [
        difference
        for script in revision.generated_revisions
        for upgrade in script.upgrade_ops_list
        for difference in _flat(upgrade, context)
    ]
    touched = [d.subject for d in found if CANARY in d.table]
    return [d for d in found if CANARY not in d.table], touched


def _flat(operation: Any, context: Any) -> list[Difference]:
    if isinstance(operation, ops.OpContainer):
        return [difference for inner in operation.ops for difference in _flat(inner, context)]
    if not hasattr(operation, "to_diff_tuple"):
        return [Difference(type(operation).__name__, "chain", "", "", {"text": repr(operation)})]
    diff = operation.to_diff_tuple()
    return [_column(d, context) for d in diff] if isinstance(diff, list) else [_named(diff, context)]


def _column(diff: Any, context: Any) -> Difference:
    """`modify_type`, `modify_nullable`, `modify_default` and `modify_comment` come as plain tuples."""
    operation, schema, table, column, _, old, new = diff
    schema = schema or context.dialect.default_schema_name
    subject = _quoted(context, schema, table, column)
    details = {"old": _text(old, context), "new": _text(new, context)}
    return Difference(operation, subject, schema, _quoted(context, schema, table), details)


def _named(diff: Any, context: Any) -> Difference:
    operation, *things = diff
    default = context.dialect.default_schema_name
    if operation in ("add_column", "remove_column"):
        schema, table, column = things[0] or default, things[1], things[2]
        subject = _quoted(context, schema, table, column.name)
        return Difference(
            operation, subject, schema, _quoted(context, schema, table), {"type": _text(column.type, context)}
        )
    thing = things[0]
    table = getattr(thing, "table", thing)
    schema = getattr(table, "schema", None) or default
    address = _quoted(context, schema, getattr(table, "name", str(table)))
    name = getattr(thing, "name", None)
    if thing is table or name is None:
        subject = address
    elif "index" in operation:
        subject = _quoted(context, schema, name)
    else:
        subject = _quoted(context, schema, getattr(table, "name", ""), name)
    details = {"name": name and str(name)}
    if hasattr(thing, "columns") and thing is not table:
        details["columns"] = ", ".join(str(getattr(c, "name", c)) for c in thing.columns)
    if "fk" in operation:
        rules = {"ON DELETE": thing.ondelete, "ON UPDATE": thing.onupdate}
        details["rules"] = " ".join(f"{name} {rule}" for name, rule in rules.items() if rule)
    return Difference(operation, subject, schema, address, details)


def _quoted(context: Any, *names: str) -> str:
    quote = context.dialect.identifier_preparer.quote
    return ".".join(quote(str(name)) for name in names)


def _text(value: Any, context: Any) -> str | None:
    if value is None or isinstance(value, (bool, str)):
        return None if value is None else str(value).lower() if isinstance(value, bool) else value
    value = getattr(value, "arg", value)
    try:
        return str(value.compile(dialect=context.dialect))
    except Exception:
        return str(value)
