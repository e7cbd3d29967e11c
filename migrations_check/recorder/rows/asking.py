"""Statements on env.py's own connection, so that it is afterwards as it was before.

The raw driver cursor is used, so that no listener of the project's sees them, and never with parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from migrations_check.recorder.inside import autocommits

SAVEPOINT = "migrations_check_rows"
_SETTINGS = (
    *("search_path", "role", "statement_timeout", "lock_timeout", "standard_conforming_strings", "row_security"),
    *("session_replication_role", "check_function_bodies", "client_min_messages", "xmloption"),
)


@dataclass(frozen=True)
class Answer:
    """What a statement told, or how many rows it wrote; else Postgres' `error`."""

    value: Any = None
    error: str = ""


class Refused(Exception):
    """Postgres did not do it, and says why."""

    def __init__(self, message: str) -> None:
        super().__init__(f"Postgres says: {message}")


@contextmanager
def within(connection: Any) -> Iterator[None]:
    """A savepoint in the transaction that is open; where none is, one of our own that is committed."""
    by_hand, open_already = autocommits(connection), connection.in_transaction()
    run(connection, "begin" if by_hand else f"savepoint {SAVEPOINT}")
    try:
        yield
    except BaseException:
        run(connection, "rollback" if by_hand else f"rollback to savepoint {SAVEPOINT}")
        if not by_hand and not open_already:
            connection.connection.rollback()
        raise
    if by_hand:
        run(connection, "commit")
    else:
        run(connection, f"release savepoint {SAVEPOINT}")
        if not open_already:
            connection.connection.commit()


@contextmanager
def settings_kept(connection: Any, local: bool) -> Iterator[None]:
    """Afterwards the settings are as before, which were changed for this transaction (`local`) or for the session."""
    before = _settings(connection)
    yield
    after = _settings(connection)
    changed = [name for name in _SETTINGS if before[name] != after[name]]
    if changed:
        how = "true" if local else "false"
        run(connection, f"select {', '.join(f'set_config({quote(n)}, {quote(before[n])}, {how})' for n in changed)}")


def _settings(connection: Any) -> dict[str, str]:
    pairs = ", ".join(f"'{name}', current_setting('{name}')" for name in _SETTINGS)
    return dict(json.loads(ask(connection, f"select pg_catalog.jsonb_build_object({pairs})::text")))


def run(connection: Any, sql: str) -> None:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
    finally:
        cursor.close()


def ask(connection: Any, sql: str) -> Any:
    """The one value that a statement selects."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
        return cursor.fetchone()[0]
    finally:
        cursor.close()


def script(connection: Any, sql: str) -> None:
    """Several statements; asyncpg takes them only where nothing is prepared."""
    if connection.dialect.driver == "asyncpg":
        run(connection, "select 1")
        connection.connection.dbapi_connection.run_async(lambda driver: driver.execute(sql))
    else:
        run(connection, sql)


def told(connection: Any, select: str) -> Any:
    """What one statement selects, as JSON; raises Refused."""
    [answer] = asked(connection, [select])
    if answer.error:
        raise Refused(answer.error)
    return answer.value


def asked(connection: Any, selects: Sequence[str]) -> list[Answer]:
    """What each statement selects, as JSON; one that fails costs the others nothing. Too slow a one raises Refused."""
    return _each(connection, selects, "execute statement into value")


def tried(connection: Any, inserts: Sequence[str], then: str = "", first: bool = False) -> list[Answer]:
    """Keep what each statement writes, if it can be done and `then` after it; or only the first that can."""
    step = "execute statement; get diagnostics written = row_count; value := to_jsonb(written)"
    if then:
        step += f"; execute {quote(then)}"
    return _each(connection, inserts, step, first)


def quote(text: str) -> str:
    """A literal, whatever standard_conforming_strings says."""
    quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'"
    return "E" + quoted if "\\" in text else quoted


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _each(connection: Any, statements: Sequence[str], step: str, first: bool = False) -> list[Answer]:
    if not statements:
        return []
    run(connection, f"do {quote(_SCRIPT % (', '.join(map(quote, statements)), step, str(first).lower()))}")
    found = json.loads(ask(connection, "select current_setting('migrations_check.told')"))
    if found and found[-1].get("late"):
        raise Refused(found[-1]["error"])
    return [Answer(one.get("value"), one.get("error", "")) for one in found]


_SCRIPT = """
declare
    told jsonb := '[]'; value jsonb; written bigint; message text; statement text;
begin
    foreach statement in array array[%s]::text[] loop
        begin
            %s;
            told := told || jsonb_build_object('value', value);
            exit when %s;
        exception when others or query_canceled or assert_failure then
            get stacked diagnostics message = message_text;
            told := told || jsonb_build_object('error', message, 'late', sqlstate = '57014');
            exit when sqlstate = '57014';
        end;
    end loop;
    perform set_config('migrations_check.told', told::text, true);
end
"""
