"""A database as it is before a revision, with rows in its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from migrations_check.recorder import live
from migrations_check.recorder.climb import passed_through, roles
from migrations_check.recorder.data import read_data
from migrations_check.recorder.rows import fill
from migrations_check.recorder.trials.seeds import parents, plant_seed, seed_of
from migrations_check.recorder.trials.tried import Tried
from migrations_check.recorder.walk import Walk


def reach(walk: Walk, first: int) -> bool:
    """A database as it is before the first new revision: the chain's, or where one was given the live schema."""
    reached = climbed(walk, first)
    if reached and walk.orders["live"]:
        live.lay(walk)
    return reached


def climbed(walk: Walk, first: int) -> bool:
    """The copy that was kept, or the chain once more."""
    if walk.kept:
        walk.ask("again", roles=[])
        return True
    walk.ask("fresh", roles=roles(walk))
    return not first or passed_through(walk, 0, first, "upgrade-fails-on-rows")


def prepared(walk: Walk, context: Any, revision: str) -> Tried:
    """The tables with rows in them, and the rows as they are; to a table with rows of a person's none is added."""
    seed = seed_of(walk, revision)
    schemas, leave = walk.orders["schemas"], walk.version_tables
    with walk.listener.quiet():
        given = sown(walk, context, seed) if seed else {}
        filled = fill(context.connection, schemas, {*leave, *given, *parents(walk, given)}, revision)
        settle(walk, context)
        before = read_data(context.connection, schemas, leave)
    path = str(seed.relative_to(walk.env.root)) if seed else None
    return Tried(revision, {**given, **filled.rows}, filled.unfilled, path, before)


def sown(walk: Walk, context: Any, seed: Path) -> dict[str, int]:
    """Put a person's rows in; how many each table that has some has now."""
    plant_seed(walk, context.connection, seed)
    settle(walk, context)
    data = read_data(context.connection, walk.orders["schemas"], walk.version_tables)
    return {table.address: len(table.rows) for table in data.values() if table.rows}


def settle(walk: Walk, context: Any) -> None:
    """Commit the rows, since they stood there long before a deploy; what env.py has begun itself stays open."""
    connection = context.connection
    if context._in_external_transaction:
        connection.exec_driver_sql("set constraints all immediate")
    walk.listener.settle(connection)
    if context._in_external_transaction:
        return
    if transaction := connection.get_transaction():
        transaction.commit()
    else:
        connection.connection.commit()
    walk.listener.committed(connection)
