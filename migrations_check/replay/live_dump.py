"""The live schema as pg_dump wrote it, put into a scratch database in the place of the chain's.

Only what belongs to the managed schemas is taken, without owners, grants and rows: the roles of the live server are
not here, and rows are nobody's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

ENTRY = re.compile(
    r"^--\n(?:-- TOC entry .*\n)?(?:-- Dependencies: .*\n)?"
    r"-- (?:Data for )?Name: (?P<name>.*); Type: (?P<type>[^;\n]+); Schema: (?P<schema>[^;\n]+); Owner: .*\n--\n+",
    re.MULTILINE,
)
MARK = "-- PostgreSQL database dump"
OWN_FORMAT = b"PGDMP"
LEFT_OUT = re.compile(r"(DEFAULT )?ACL|SEQUENCE SET|PUBLICATION TABLE.*|SECURITY LABEL|.* DATA")
# What follows a thing: its owner, the settings and the user of the next one, and the end of the dump.
TAIL = re.compile(
    r"(?:\n\nALTER [^\n]+ OWNER TO [^\n]+;)?\s*(?:(?:SET (?:default_|SESSION)[^\n]+;|--[^\n]*|\\[^\n]+)\s*)*\Z"
)
SETTINGS = "set search_path = ''; set check_function_bodies = off; set row_security = off"
EXTENSIONS = """
    select e.extname, n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where n.nspname = any(%s)
"""


class LiveError(Exception):
    """A dump that is of no use: names the file, and says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """What pg_dump writes about one thing, and the line where it stands; `extension` is the one that it makes."""

    sql: str
    line: int
    extension: str = ""


@dataclass(frozen=True)
class Dump:
    file: Path
    entries: tuple[Entry, ...]


def read(file: Path, schemas: Iterable[str]) -> Dump:
    """What the file says of these schemas. Raises `LiveError`."""
    managed = set(schemas)
    again = f"write it with `pg_dump --schema-only {' '.join(f'--schema={name}' for name in sorted(managed))}`"
    try:
        raw = file.read_bytes()
        text = "" if raw.startswith(OWN_FORMAT) else raw.decode()
    except OSError as error:
        raise LiveError(f"{file} (--live) cannot be read: {error.strerror}; {again}") from error
    except UnicodeDecodeError as error:
        raise LiveError(f"{file} (--live) is not in UTF-8: {again} and --encoding=UTF8") from error
    if raw.startswith(OWN_FORMAT):
        raise LiveError(f"{file} (--live) is in pg_dump's own format: turn it into SQL with `pg_restore -s -f -`")
    if MARK not in text:
        raise LiveError(f"{file} (--live) is no SQL that pg_dump wrote: {again}")
    entries = tuple(_entries(text, managed))
    if not entries:
        raise LiveError(f"{file} (--live) says nothing of {', '.join(sorted(managed))}: {again}")
    return Dump(file, entries)


def _entries(text: str, schemas: set[str]) -> Iterator[Entry]:
    """Those to run; what stands before the first one are settings, which another major may not know."""
    found = list(ENTRY.finditer(text))
    for entry, following in zip(found, [*found[1:], None], strict=False):
        extension = entry["name"] if entry["type"] == "EXTENSION" else ""
        if extension or (entry["schema"] in schemas and not LEFT_OUT.fullmatch(entry["type"])):
            sql = text[entry.end() : following.start() if following else None]
            line = text.count("\n", 0, entry.end()) + 1
            yield Entry(TAIL.sub("", sql), line, extension)


def lay(connection: psycopg.Connection[Any], dump: Dump, schemas: Iterable[str]) -> None:
    """Empty these schemas and fill them from the dump, on a connection that commits each statement.

    Raises `LiveError`.
    """
    names = list(schemas)
    inside = connection.execute(EXTENSIONS, [names]).fetchall()
    for name in names:
        connection.execute(SQL("drop schema if exists {} cascade").format(Identifier(name)))
        connection.execute(SQL("create schema {}").format(Identifier(name)))
    for extension in inside:
        connection.execute(SQL("create extension {} schema {}").format(*map(Identifier, extension)))
    connection.execute(SETTINGS)
    missing: list[str] = []
    for entry in dump.entries:
        try:
            connection.execute(entry.sql.encode())
        except psycopg.Error as error:
            if not entry.extension:
                raise LiveError(_why(dump.file, entry, error, missing, names)) from error
            missing.append(entry.extension)


def _why(file: Path, entry: Entry, error: psycopg.Error, missing: list[str], schemas: list[str]) -> str:
    """Postgres' sentence with the line; an extension that could not be made matters only now."""
    before = entry.sql[: int(error.diag.statement_position or 1) - 1]
    said = error.diag.message_primary or str(error).splitlines()[0]
    place = f"{file}:{entry.line + before.count(chr(10))} (--live) does not load: {said}"
    if missing:
        return f"{place}; install the extension {', '.join(missing)} for this server, or give another with --postgres"
    return f"{place}; what it needs outside {', '.join(schemas)} has to be made by the baseline or by a migration"
