"""An env.py that lets autogenerate see the tables of others."""

from __future__ import annotations

from tests.mutants.edits import Replace
from tests.mutants.mutant import Mutant, Way, defect, honest


def env(old: str, new: str) -> Replace:
    return Replace("migrations/env.py", old, new)


IN_PUBLIC = "unprotected-public public.migrations_check_canary"

ELSEWHERE = "unprotected-public migrations_check_canary.migrations_check_canary"

SERVICES = ("unprotected-public public.web_sessions", "unprotected-public public.metrics")

ANY_TABLE = env('return type_ != "table" or object_.schema == SCHEMA', "return True")

ANY_NAME = env('return type_ != "schema" or name == SCHEMA', "return True")

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "both filters of env.py let everything through",
        Way.ENV,
        IN_PUBLIC,
        ANY_TABLE,
        ANY_NAME,
        also=[ELSEWHERE, *SERVICES],
    ),
    defect(
        "env.py does not hand its filters over",
        Way.ENV,
        IN_PUBLIC,
        env('    "include_name": include_name,\n    "include_object": include_object,\n', ""),
        also=[ELSEWHERE, *SERVICES],
    ),
    defect(
        "the filters let the default schema through as well",
        Way.ENV,
        IN_PUBLIC,
        ANY_TABLE,
        env("or name == SCHEMA", "or name in (None, SCHEMA)"),
        also=SERVICES,
    ),
    defect(
        "the filters know the schemas of others only by name",
        Way.ENV,
        ELSEWHERE,
        ANY_TABLE,
        env("or name == SCHEMA", 'or name not in (None, "public")'),
    ),
    defect(
        "the filter for tables spares only the ones it was written for",
        Way.ENV,
        IN_PUBLIC,
        env("object_.schema == SCHEMA", 'name not in ("web_sessions", "metrics")'),
        ANY_NAME,
        also=[ELSEWHERE],
    ),
    honest("the filter for names is enough", Way.ENV, "unprotected-public", ANY_TABLE),
    honest("the filter for tables is enough", Way.ENV, "unprotected-public", ANY_NAME),
)
