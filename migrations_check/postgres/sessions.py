"""Connections to the server's maintenance database, and the ends of others."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import URL

END = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid()
"""


def conninfo(url: URL) -> str:
    """The URL as libpq reads it, with its password."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def connect_command(url: URL) -> str:
    """What to type to look into a database."""
    return f"psql {shlex.quote(conninfo(url))}"


@contextmanager
def connected(url: URL) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection in autocommit mode."""
    with psycopg.connect(conninfo(url), autocommit=True, connect_timeout=10) as connection:
        yield connection


def end_sessions(maintenance: URL, database: URL) -> None:
    """End every session of a database and wait until they are gone: it can then be cloned or dropped."""
    with connected(maintenance) as connection:
        connection.execute(END, [database.database])
