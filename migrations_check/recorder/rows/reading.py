"""Reads from the catalog what decides which rows a table takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from migrations_check.recorder.rows.asking import ask, quote
from migrations_check.recorder.rows.table import Check, Column, ForeignKey, Key, Table, Type

_SQL = (Path(__file__).parent / "tables.sql").read_text()


def read(connection: Any) -> tuple[dict[str, Table], dict[str, Type]]:
    """All tables by address, and all types by name. The search_path must be empty."""
    found = json.loads(ask(connection, _SQL))
    types = {t["name"]: _type(t) for t in found["types"] or ()}
    return {t["address"]: _table(t, types) for t in found["tables"] or ()}, types


def _type(found: dict[str, Any]) -> Type:
    labels, attributes, checks = (tuple(found[name] or ()) for name in ("labels", "attributes", "checks"))
    return Type(found["name"], found["kind"], found["base"], found["not_null"], labels, attributes, checks)


def _table(found: dict[str, Any], types: Mapping[str, Type]) -> Table:
    foreign_keys = tuple(_foreign_key(k) for k in found["foreign_keys"] or ())
    referring = {name for key in foreign_keys for name in key.columns}
    columns = tuple(_column(found["address"], c, referring, types) for c in found["columns"] or ())
    checks = [_check(c, columns) for c in found["checks"] or ()]
    if found["kind"] == "p":
        checks.append(_some_partition(found, columns))
    return Table(
        found["address"],
        found["schema"],
        found["name"],
        found["kind"],
        columns,
        tuple(checks),
        tuple(Key(tuple(k["columns"] or ()), k["loose"], bool(k["nulls_equal"])) for k in found["keys"] or ()),
        foreign_keys,
        tuple(found["deferred"] or ()),
        tuple(found["diverted_by"] or ()),
        bool(found["partitions"]),
    )


def _column(table: str, found: dict[str, Any], referring: set[str], types: Mapping[str, Type]) -> Column:
    not_null = found["not_null"] or _never_null(found["type"], types)
    makes = None if found["name"] in referring else _makes(table, found)
    needs = tuple(found["needs"] or ())
    return Column(found["name"], found["type"], not_null, found["default"], makes, found["generated"], needs)


def _makes(table: str, found: dict[str, Any]) -> str | None:
    if found["identity"]:
        name = re.sub('^"|"$', "", found["name"]).replace('""', '"')
        return f"nextval(pg_get_serial_sequence({quote(table)}, {quote(name)}))"
    numbers = found["default"] and found["default"].startswith("nextval(")
    return found["default"] if numbers else None


def _never_null(name: str | None, types: Mapping[str, Type]) -> bool:
    found = types.get(name or "")
    return found is not None and found.kind == "d" and (found.not_null or _never_null(found.base, types))


def _check(found: dict[str, Any], columns: tuple[Column, ...]) -> Check:
    """Over the columns that a generated one is made of, where it looks at one."""
    names = found["columns"] or [column.name for column in columns]
    needs = {column.name: column.needs for column in columns if column.generated}
    over = dict.fromkeys(base for name in names for base in needs.get(name, (name,)))
    text = " ".join([found["expression"], *(found["calls"] or ())])
    return Check(found["name"], found["expression"], tuple(over), text)


def _some_partition(found: dict[str, Any], columns: tuple[Column, ...]) -> Check:
    """A row must belong to a partition that is there."""
    bounds = [bound or "true" for bound in found["partitions"] or ()]
    expression = " or ".join(f"({bound})" for bound in bounds) or "false"
    names = found["partitioned_by"] or [c.name for c in columns]
    text = re.sub(r"satisfies_hash_partition\([^)]*\)", "", expression)  # the oid in it differs from run to run
    return Check("partitions", expression, tuple(names), text)


def _foreign_key(found: dict[str, Any]) -> ForeignKey:
    columns, parent_columns = tuple(found["columns"]), tuple(found["parent_columns"])
    return ForeignKey(found["name"], found["parent"], columns, parent_columns, found["whole"])
