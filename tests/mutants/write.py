"""How new migrations and changes of the models are written down in the catalog."""

from __future__ import annotations

from textwrap import dedent, indent

from tests.mutants.edits import Append, Replace, Write

HEAD = "c24c600340de"
NEW = "9f3c2b7a1d04"
SECOND = "a81d5e0c7b36"
LIVE = "live.sql"

_SCRIPT = '''"""the change"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = {id!r}
down_revision = {parent!r}
{top}

def upgrade() -> None:
{up}


def downgrade() -> None:
{down}
'''


def revision(
    up: str,
    down: str,
    *,
    parent: str | tuple[str, ...] = HEAD,
    id: str = NEW,
    top: str = "",
) -> Write:
    """A new migration after the head; `top` is what stands before its functions."""
    text = _SCRIPT.format(id=id, parent=parent, top=dedent(top), up=_body(up), down=_body(down))
    return Write(script(id), text)


def script(id: str) -> str:
    """The path of a new migration."""
    return f"migrations/versions/{id}_the_change.py"


def lines(*statements: str) -> str:
    return "\n".join(dedent(statement).strip() for statement in statements if statement)


def sql(text: str) -> str:
    return f'op.execute("""{text}""")'


def do(text: str) -> str:
    return sql(f"DO $$ BEGIN {text}; END $$")


def dynamic(*parts: str) -> str:
    """The text is put together in Postgres, so that nobody can read it in the migration."""
    quoted = ", ".join(f"'{part}'" for part in parts)
    return do(f"EXECUTE concat_ws(' ', {quoted})")


def called(text: str) -> str:
    """A function is made, called, and forgotten with the connection."""
    body = f"CREATE FUNCTION pg_temp.tidy() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {text}; END $$"
    return lines(sql(body), sql("SELECT pg_temp.tidy()"), sql("DROP FUNCTION pg_temp.tidy()"))


def searched(text: str) -> str:
    return lines(sql("SET LOCAL search_path TO cfg"), sql(text))


def committed(*statements: str) -> str:
    return "with op.get_context().autocommit_block():\n" + indent(lines(*statements), "    ")


def cursor(text: str) -> str:
    return f'op.get_bind().connection.cursor().execute("""{text}""")'


def model(module: str, old: str, new: str) -> Replace:
    """A change in a module of the models."""
    return Replace(f"magikal_bot/models/{module}.py", old, new)


def by_hand(text: str) -> Append:
    """Somebody did this on the live database; pg_dump wrote down what came of it."""
    return Append(LIVE, f"\n{text};\n")


def _body(text: str) -> str:
    return indent(dedent(text).strip(), "    ") or "    pass"
