"""What tells the databases of living runs from those of dead ones, on a server that was given.

A run holds an advisory lock, numbered by its eight digits, in an open transaction of the maintenance
database: so it ends with the process, and a connection pooler cannot hand it to another. Each database has
a comment: a name that looks like ours is not enough to be dropped.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg import sql
from sqlalchemy import URL

from .sessions import connected, conninfo

NAME = re.compile(r"migrations_check_([0-9a-f]{8})_[0-9]+")
OURS = "scratch database of migrations-check, dropped when its run ends"
SPACE = 0x6D696772  # "migr", the first half of the lock's number

LEFT = """
    SELECT datname FROM pg_database
    WHERE shobj_description(oid, 'pg_database') = %s
      AND pg_has_role(datdba, 'MEMBER')
      AND NOT EXISTS (SELECT FROM pg_stat_activity AS session WHERE session.datid = pg_database.oid)
    ORDER BY datname
"""


@contextmanager
def leased(maintenance: URL, run: str) -> Iterator[None]:
    """Hold the lock that says this run is alive, after dropping the databases of dead ones."""
    with psycopg.connect(conninfo(maintenance), connect_timeout=10) as connection:
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SPACE, _number(run)])
        _sweep(maintenance)
        yield


def label(maintenance: URL, database: URL, comment: str) -> None:
    """Write on a database whose it is."""
    name, text = sql.Identifier(str(database.database)), sql.Literal(comment)
    with connected(maintenance) as connection:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, text))


def _sweep(maintenance: URL) -> None:
    """Drop the databases of dead runs: ours by name and comment, nobody connected, the lock free."""
    with connected(maintenance) as connection:
        for (name,) in connection.execute(LEFT, [OURS]).fetchall():
            ours = NAME.fullmatch(str(name))
            if ours and _is_dead(connection, ours[1]):
                drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(str(name)))
                with suppress(psycopg.Error):  # it is somebody's again; the next run tries once more
                    connection.execute(drop)


def _is_dead(connection: psycopg.Connection[tuple[object, ...]], run: str) -> bool:
    taken = connection.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [SPACE, _number(run)])
    return taken.fetchone() == (True,)


def _number(run: str) -> int:
    """The run's digits as the signed 32 bits that Postgres takes."""
    return int.from_bytes(bytes.fromhex(run), "big", signed=True)
