"""The SQL that reads a database's catalog: whole, or only what a step touched.

Each `.sql` file selects one kind of thing as (kind, schema, address, of, definition, identity, filenode). In them
`@only(oid)` is where the reading is narrowed, `@ours(n)` leaves out the system's schemas, `@standalone` what an
extension brought, `@name` quotes a relation's address and `@grants` tells grants other than the default.
"""

from __future__ import annotations

import re
from pathlib import Path

# When a file need be read at all, by the catalogs that hold what a step touched and the kinds of its relations.
GATES = {
    "table": "kinds && '{r,p,f}'",
    "column": "kinds && '{r,p,f}'",
    "index": "kinds && '{i,I}'",
    "sequence": "kinds && '{S}'",
    "view": "kinds && '{v,m}'",
    "constraint": "2606 = any(classes)",
    "trigger": "2620 = any(classes)",
    "policy": "3256 = any(classes)",
    "rule": "2618 = any(classes)",
    "statistics": "3381 = any(classes)",
    "function": "1255 = any(classes)",
    "type": "1247 = any(classes)",
    "schema": "2615 = any(classes)",
    "extension": "3079 = any(classes)",
    "other": "not classes <@ '{1259,2606,2620,3256,2618,3381,2604,1255,1247,2615,3079}'",
}
_FOLDER = Path(__file__).parent


def whole() -> str:
    """One statement that reads everything."""
    return _rows(_select("schema", "true"), *(_select(k, "true") for k in (*GATES, "cluster") if k != "schema"))


def install() -> str:
    """The script that lets a database note what each statement touches; it needs a superuser.

    Event triggers note it in a setting of the session, so that a rollback takes the note back as well, and
    a function reads just that. Everything stands in pg_catalog, where no schema comparison looks.
    """
    script = (_FOLDER / "install.plpgsql").read_text()
    touched = "\n".join(_gated(kind, condition) for kind, condition in GATES.items())
    return (
        script.replace("@whole", whole())
        .replace("@touched", touched)
        .replace("@cluster", _rows(_select("cluster", "true")))
    )


def _gated(kind: str, condition: str) -> str:
    found = _rows(_select(kind, r"\1 = any(ids)"))
    return f"            if {condition} then things := things || coalesce(({found}), '[]'); end if;"


def _rows(*selects: str) -> str:
    union = "\nunion all\n".join(f"({select})" for select in selects)
    columns = "t(kind, schema, address, of, definition, identity, filenode)"
    row = "jsonb_build_array(kind, schema, address, of, definition, identity, filenode)"
    return f"select jsonb_agg({row}) from ({union}) as {columns}"


def _select(kind: str, only: str) -> str:
    sql = (_FOLDER / f"{kind}.sql").read_text()
    sql = re.sub(r"@only\(([\w.]+)\)", only, sql)
    sql = re.sub(r"@ours\((\w+)\)", r"(\1.nspname !~ '^pg_' and \1.nspname <> 'information_schema')", sql)
    sql = re.sub(r"@name\((\w+), (\w+)\)", r"quote_ident(\1.nspname) || '.' || quote_ident(\2.relname)", sql)
    sql = re.sub(
        r"@standalone\((\w+), ([\w.]+)\)",
        r"not exists (select from pg_depend e where e.classid = '\1'::regclass and e.objid = \2 and e.deptype = 'e')",
        sql,
    )
    return re.sub(
        r"@grants\(([\w.]+), '(\w)', ([\w.]+)\)",
        r"(select nullif(jsonb_agg(g::text order by g::text), (select jsonb_agg(d::text order by d::text)"
        r" from unnest(acldefault('\2', \3)) d)) from unnest(\1) g)",
        sql,
    )
