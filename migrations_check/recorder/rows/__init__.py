"""Rows made up from the catalog, so that a migration meets what a real database has.

Of each table: what the catalog says of it (reading); for each column the values of its type (values), for foreign
keys those of the parents (parents); those that the check constraints accept (checks); rows of them (plan); in it goes
(writing). Postgres judges every value. The same database and the same seed give the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from migrations_check.recorder.rows.asking import ask, identifier, quote, run, script, settings_kept, within
from migrations_check.recorder.rows.filling import Filling, filled, filled_together
from migrations_check.recorder.rows.order import ordered, reached
from migrations_check.recorder.rows.reading import read
from migrations_check.recorder.rows.state import counts
from migrations_check.recorder.rows.table import Table, Type

SECONDS = 5  # for what is tried at once; a function that a check or a trigger calls may loop


@dataclass(frozen=True)
class Filled:
    """How many rows each table has now, and why a table has none; by `schema.table`."""

    rows: dict[str, int]
    unfilled: dict[str, str]


def fill(connection: Any, schemas: Iterable[str], leave: Collection[str], seed: str) -> Filled:
    """Give the tables of these schemas, and those that their foreign keys lead to, the rows that they lack.

    Rows that are there are not touched, nor are the tables named in `leave`. The rows are left in the transaction
    that is open; where none is, they are committed.
    """
    with within(connection), settings_kept(connection, local=True):
        return _fill(connection, sorted(set(schemas)), leave, seed)


def plant(connection: Any, sql: str) -> None:
    """Run a person's statements; raises the driver's error, and then nothing of them is left."""
    with within(connection), settings_kept(connection, local=False):
        script(connection, sql)


def _fill(connection: Any, schemas: Collection[str], leave: Collection[str], seed: str) -> Filled:
    tables, types = _read(connection, schemas)
    chosen = {address: table for address, table in reached(tables, schemas).items() if address not in leave}
    filling = Filling(connection, tables, types, seed)
    groups, cyclic = ordered(chosen)
    why: dict[str, str] = {}
    for group in groups:
        why |= filled_together(filling, [chosen[address] for address in group])
    for address in sorted(cyclic):
        filled(filling, chosen[address])
    rows = counts(connection, (table for table in chosen.values() if table.kind != "f"))
    return Filled(
        {address: rows[address] for address in chosen if rows.get(address)},
        {address: why[address] or _vanished(table) for address, table in chosen.items() if not rows.get(address)},
    )


def _read(connection: Any, schemas: Collection[str]) -> tuple[dict[str, Table], dict[str, Type]]:
    """Names must be read in full; afterwards functions and triggers find what they would find for the bot."""
    path = ask(connection, "select current_setting('search_path')")
    run(connection, "set local role none")
    run(connection, "set local search_path = ''")
    found = read(connection)
    theirs = ", ".join([*([path] if path else []), *(identifier(schema) for schema in sorted(schemas))])
    run(connection, f"select set_config('search_path', {quote(theirs)}, true)")
    run(connection, f"set local statement_timeout = '{SECONDS}s'")
    return found


def _vanished(table: Table) -> str:
    by = f" ({', '.join(table.diverted_by)})" if table.diverted_by else ""
    return f"its rows are accepted, and then they are not there; a trigger or a rule{by} keeps them out"
