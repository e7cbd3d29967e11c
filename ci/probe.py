"""Asked on the VPS by the bot's own interpreter: what the database is like, as one line of JSON.

It changes nothing, and prints no value of a variable. argv: {"variable", "schemas", "dump", "count", "config"} as
JSON, where "count" lists [table, column or null], quoted; with Alembic's config it tells current and heads too.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stderr
from typing import Any

from alembic import __version__ as alembic_version
from alembic import command
from alembic.config import CommandLine, Config
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy import __version__ as sqlalchemy_version
from sqlalchemy.pool import NullPool

SESSION = ("set session characteristics as transaction read only", "set statement_timeout = '60s'")

TABLES = """
select format('%I.%I', n.nspname, c.relname), pg_total_relation_size(c.oid)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = any(:schemas) order by 1
"""

# Reading and dumping take the first; writing rows the next two, and nobody but Alembic writes to its version table.
MIGRATORS = """
select distinct a.pid, a.usename, a.application_name, a.state, a.xact_start::text
from pg_stat_activity a
join pg_locks l on l.pid = a.pid
join pg_class c on c.oid = l.relation
join pg_namespace n on n.oid = c.relnamespace
where a.pid <> pg_backend_pid() and a.datname = current_database() and a.backend_type = 'client backend'
and (c.relname = 'alembic_version' and l.mode <> 'AccessShareLock'
     or n.nspname = any(:schemas) and l.mode not in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock'))
"""


def probe(
    variable: str, schemas: list[str], dump: bool, count: list[tuple[str, str | None]], config: str
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "variables": sorted(os.environ),
        "python": sys.version.split()[0],
        "alembic": alembic_version,
        "sqlalchemy": sqlalchemy_version,
    }
    if variable not in os.environ:
        return told
    url = make_url(os.environ[variable])
    told["database"] = url._replace(password=None).difference_update_query(url.query).render_as_string()
    told["asynchronous"] = url.get_dialect().is_async
    if not told["asynchronous"]:
        told |= database(url, schemas, count)
        told |= dumped(url, schemas) if dump and not told["migrators"] else {}
    return told | ({word: alembic(config, word) for word in ("current", "heads")} if config else {})


def database(url: URL, schemas: list[str], count: list[tuple[str, str | None]]) -> dict[str, Any]:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        for statement in SESSION:
            connection.execute(text(statement))
        connection.commit()

        def rows(query: str, **values: Any) -> list[list[Any]]:
            return [list(row) for row in connection.execute(text(query), values)]

        told = {
            "server": rows("show server_version")[0][0],
            "lock_timeout": rows("show lock_timeout")[0][0],
            "migrators": rows(MIGRATORS, schemas=schemas),
        }
        if told["migrators"]:
            return told  # what follows would wait for their locks
        return told | {
            "tables": rows(TABLES, schemas=schemas),
            "counts": [rows(f"select count(*), count({column or '*'}) from {table}")[0] for table, column in count],
        }


def alembic(config: str, word: str) -> tuple[int, str]:
    """Exit code and output of Alembic's command; in this process, since starting another takes most of the time."""
    sys.argv = ["alembic", "-c", config, word]
    out = io.StringIO()
    with redirect_stderr(out):
        try:
            getattr(command, word)(Config(config, stdout=out, cmd_opts=CommandLine().parser.parse_args(sys.argv[1:])))
        except (Exception, SystemExit):
            traceback.print_exc()
            return 1, out.getvalue()
    return 0, out.getvalue()


def dumped(url: URL, schemas: list[str]) -> dict[str, str]:
    """The schema without a row, and without owners and grants, whose roles another server has not."""
    target = url._replace(drivername="postgresql", password=None).render_as_string()
    environ = {**os.environ, **({"PGPASSWORD": url.password} if url.password else {})}
    words = ["pg_dump", "--schema-only", "--no-owner", "--no-privileges", *(f"--schema={name}" for name in schemas)]
    try:
        made = subprocess.run([*words, f"--dbname={target}"], env=environ, capture_output=True, text=True)
    except OSError as error:
        return {"dump_error": str(error)}
    return {"dump": made.stdout} if made.returncode == 0 else {"dump_error": made.stderr.strip()}


try:
    answer = probe(**json.loads(sys.argv[1]))
except Exception as error:
    answer = {"error": f"{type(error).__name__}: {error}"}
print("\nprobe " + json.dumps(answer))
