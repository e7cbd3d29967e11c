"""The rows that stand in the managed tables, as Postgres writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from migrations_check.recorder.catalog.reading import ask
from migrations_check.recorder.rows.asking import quote

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Column:
    """A column; `number` is Postgres' own and stays when it is renamed, as does that of each of an enum's `labels`."""

    number: int
    name: str
    type: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table; a row is a value for each column, and `key` are the numbers of the primary key's columns."""

    oid: int
    address: str
    columns: tuple[Column, ...]
    key: tuple[int, ...]
    rows: tuple[Row, ...]


Data = Mapping[int, Table]

_TABLES = """
select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(
    c.oid::bigint, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
    (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(
         a.attnum, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod),
         (select coalesce(pg_catalog.jsonb_object_agg(e.oid, e.enumlabel), '{{}}')
          from pg_catalog.pg_enum e where e.enumtypid = a.atttypid)) order by a.attnum), '[]')
     from pg_catalog.pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
    (select pg_catalog.to_jsonb(k.conkey) from pg_catalog.pg_constraint k
     where k.conrelid = c.oid and k.contype = 'p'))), '[]')::text
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname = any (array[{schemas}]::text[])
"""


def read_data(connection: Any, schemas: Iterable[str], leave: Collection[str]) -> Data:
    """Every row of every ordinary table in these schemas; generated columns are left out, they follow the others."""
    listed = ", ".join(quote(schema) for schema in schemas)
    found = [told for told in ask(connection, _TABLES.format(schemas=listed)) if told[1] not in leave]
    if not found:
        return {}
    selects = " union all ".join(_select(oid, address, columns) for oid, address, columns, _ in found)
    rows = ask(connection, f"select pg_catalog.jsonb_object_agg(o, r)::text from ({selects}) x(o, r)")
    return {
        oid: Table(
            oid,
            address,
            tuple(Column(*column) for column in columns),
            tuple(key or ()),
            tuple(tuple(row) for row in rows[str(oid)] or ()),
        )
        for oid, address, columns, key in found
    }


def _select(oid: int, address: str, columns: list[tuple[int, str, str, Mapping[str, str]]]) -> str:
    values = ", ".join(f"t.{name}::text" for _, name, *_ in columns)
    row = f"pg_catalog.to_jsonb(array[{values}]::text[])"
    return f"select {oid}, (select pg_catalog.jsonb_agg({row} order by t.ctid) from only {address} t)"
