"""The first layer: engines of SQLAlchemy. It alone sees dialects whose drivers nobody patched."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Dialect, Engine, ExceptionContext

from migrations_check.recorder.guard.gate import Gate

LIBPQ = ("psycopg", "psycopg_async", "psycopg2")
PATCHED = (*LIBPQ, "asyncpg", "pg8000")
READ_ONLY_TRANSACTION = "25006"


def guard(gate: Gate) -> None:
    def do_connect(dialect: Dialect, record: Any, args: list[Any], params: dict[str, Any]) -> None:
        if dialect.name != "postgresql":
            gate.refuse(_described(dialect, args, params))
        if any(args) or "dsn" in params or "conninfo" in params:
            if dialect.driver in PATCHED:
                return  # only the driver knows how to read it
            gate.refuse(_described(dialect, args, params))
        environ = {} if dialect.driver == "pg8000" else os.environ
        gate.admit(params, environ, maintenance=dialect.driver in PATCHED)

    def handle_error(context: ExceptionContext) -> None:
        if gate.maintained and _code(context.original_exception) == READ_ONLY_TRANSACTION:
            raise gate.refusal(gate.maintained[-1]) from context.original_exception

    event.listen(Engine, "do_connect", do_connect)
    event.listen(Engine, "handle_error", handle_error)


def _described(dialect: Dialect, args: list[Any], params: dict[str, Any]) -> str:
    url = URL.create(
        f"{dialect.name}+{dialect.driver}",
        username=params.get("user"),
        host=params.get("host"),
        port=int(params["port"]) if str(params.get("port", "")).isdigit() else None,
        database=params.get("database") or params.get("dbname") or next((a for a in args if isinstance(a, str)), None),
    )
    return url.render_as_string(hide_password=True)


def _code(error: BaseException | None) -> str | None:
    """The SQLSTATE, under whichever name the driver keeps it."""
    first = error.args[0] if error is not None and error.args else None
    if isinstance(first, dict):
        return first.get("C")
    return getattr(error, "sqlstate", None) or getattr(error, "pgcode", None)
