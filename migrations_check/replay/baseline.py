"""Loads what stands in a database before the chain: a plain SQL file, also as pg_dump writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg

COPY = re.compile(r"^copy\s.+\sfrom\s+stdin\b.*;\s*$", re.IGNORECASE)


class BaselineError(Exception):
    """A baseline that Postgres does not take: names the file, and says what Postgres said."""


def load(connection: psycopg.Connection[object], file: Path) -> None:
    """Run the file. psql's own commands (`\\restrict`, `\\connect`) are passed over, COPY data is loaded.

    Raises `BaselineError`.
    """
    try:
        for sql, rows in _parts(file.read_text()):
            _run(connection, sql, rows)
        connection.commit()
    except psycopg.Error as error:
        raise BaselineError(
            f"{file} does not load: {str(error).splitlines()[0]}; mend it, or write it anew with "
            "`pg_dump --schema=public` on a database that has what the chain expects"
        ) from error


def _run(connection: psycopg.Connection[object], sql: str, rows: str | None) -> None:
    if rows is None:
        if sql.strip():
            connection.execute(sql.encode())
        return
    with connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
        copy.write(rows)


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """Stretches of SQL, and each COPY with its rows."""
    sql: list[str] = []
    lines = iter(text.splitlines())
    for line in lines:
        if COPY.match(line):
            yield "\n".join(sql), None
            sql = []
            rows = "".join(f"{row}\n" for row in iter(lambda: next(lines, "\\."), "\\."))
            yield line, rows
        elif not line.startswith("\\"):
            sql.append(line)
    yield "\n".join(sql), None
