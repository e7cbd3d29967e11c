"""Work that is taken back afterwards, on a connection of any mode."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def taken_back(connection: Any) -> Iterator[None]:
    """A savepoint; where every statement commits by itself, a transaction begun by hand. Rolled back in the end."""
    if autocommits(connection):
        connection.exec_driver_sql("begin")
        try:
            yield
        finally:
            connection.exec_driver_sql("rollback")
    else:
        inside = connection.begin_nested()
        try:
            yield
        finally:
            inside.rollback()


def attempt(connection: Any, sql: str) -> Any:
    """The result of a statement inside a transaction; None where it fails, and then nothing else is lost."""
    text = sql if connection.dialect.driver == "asyncpg" else sql.replace("%", "%%")
    connection.exec_driver_sql("savepoint migrations_check_attempt")
    try:
        return connection.exec_driver_sql(text)
    except Exception:
        connection.exec_driver_sql("rollback to savepoint migrations_check_attempt")
        return None


def autocommits(connection: Any) -> bool:
    """As the driver says: SQLAlchemy does not know it of a connection whose engine was made so."""
    return bool(getattr(connection.connection.dbapi_connection, "autocommit", False))
