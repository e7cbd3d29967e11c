"""What an exception says, and what is to be done about it, in plain words."""

from __future__ import annotations

import re

from migrations_check.finding import Finding
from migrations_check.record import Failure, Revision
from migrations_check.words import short

WIDTH = 120

ADDED = re.compile(r"\badd\b.*\bnot\s+null\b", re.IGNORECASE | re.DOTALL)
CHECKED = "a CHECK (... IS NOT NULL) NOT VALID"
SET = "VALIDATE it, SET NOT NULL, and drop it"
CAUSE_OF_ADDED = (
    "rows that are there get no value in it: give it a constant server_default, in the migration and in the model. "
    f"Where no default fits, add it here without NOT NULL; in the next migration fill it, and then add {CHECKED}; in "
    f"the one after that {SET}"
)
REASON = "; what that overwrites or deletes is then to be acknowledged, with a reason"
CAUSES = (
    (
        r"contains null values",
        "rows that are there have no value in it: fill it before, in this migration. So that nobody has to wait while "
        f"the table is scanned, add {CHECKED} in place of this statement, and in the next migration {SET}",
    ),
    (
        r"violates not-null constraint",
        "the statement leaves a column without a value that must have one: give it one for every row",
    ),
    (
        r"could not create unique index",
        "several rows that are there have the same value: merge or delete them first, in this migration" + REASON,
    ),
    (
        r"duplicate key value violates unique constraint",
        "the statement gives a row a value that another one has: skip or merge such rows",
    ),
    (
        r"violates exclusion constraint|could not create exclusion constraint",
        "two rows exclude each other: correct or delete one of them first, in this migration" + REASON,
    ),
    (
        r"violates check constraint|is violated by some row",
        "a row breaks the rule: correct such rows first, in this migration" + REASON,
    ),
    (
        r"^update or delete on table .* violates foreign key constraint",
        "other rows still point at what is deleted: delete those first, or let them point elsewhere" + REASON,
    ),
    (
        r"violates foreign key constraint",
        "a row points at one that does not exist: delete such rows first, or let them point at nothing" + REASON,
    ),
    (
        r"value too long for type|(?<!index )out of range|numeric field overflow",
        "a value that is there does not fit: shorten or move such values first, or choose a wider type" + REASON,
    ),
    (
        r"invalid input (syntax|value)|malformed",
        "a value that is there cannot be read as the new type: give alter_column a postgresql_using that can turn each "
        "of them, or correct such values first" + REASON,
    ),
    (
        r"unsafe use of new value",
        "an enum value can be used only after its transaction is committed: add it inside "
        "`with op.get_context().autocommit_block():`",
    ),
    (
        r"cannot (run|be executed) inside a transaction block",
        "it has to run outside of a transaction: put it inside `with op.get_context().autocommit_block():`",
    ),
    (
        r"pending trigger events",
        "rows that the same transaction changed still wait for their foreign keys to be checked: run "
        "SET CONSTRAINTS ALL IMMEDIATE before this statement, or set transaction_per_migration=True in env.py and "
        "split the migration",
    ),
    (
        r"DROP CONSTRAINT .* it has no name",
        "the first argument of drop_constraint is None: write the name that the constraint has in the database, which "
        "Postgres makes up as <table>_<column>_fkey",
    ),
    (
        r"No module named",
        "install the project's requirements in its interpreter, or give another with --python; for a module of the "
        "project's own write prepend_sys_path = . into alembic.ini",
    ),
    (
        r"outside of application context",
        "env.py needs the Flask application: name it with FLASK_APP in environment of [tool.migrations-check], for "
        'example environment = { FLASK_APP = "app.py" }',
    ),
    (
        r'^type ".*" already exists',
        "an earlier migration made it, or a downgrade left it behind: write postgresql.ENUM(..., create_type=False) "
        "here. Where all migrations run at once nobody sees this, since Alembic then leaves out what it made before",
    ),
    (
        r'^relation ".*" already exists',
        "an earlier migration made it, a downgrade left it behind, or env.py and what that imports create tables, "
        "which only migrations should do",
    ),
    (
        r'^schema ".*" does not exist',
        "make it in env.py before context.configure(), or in the file that baseline in [tool.migrations-check] names",
    ),
)


def at(revision: Revision, failure: Failure, line: int | None, message: str) -> Finding:
    """A finding where the exception came from, or on this line of the revision."""
    line = failure.line if failure.path else line
    return Finding(revision.id, message, failure.path or revision.path, line, revision.id)


def raised(failure: Failure) -> str:
    """The exception, the statement that raised it, and the cause where it is a known one."""
    parts = [" ".join(part.split()).removesuffix(".") for part in _parts(failure.message)]
    return f"{failure.kind}: {'; '.join(parts)}{_in(failure, 120)}{_cause(failure)}"


def on_rows(failure: Failure, found: str = "") -> str:
    """The exception, the statement, the row that Postgres names or that was found, and the cause."""
    primary, *more = _parts(failure.message)
    row = "" if _is_added(failure) else _keys(more) or found or _whole_row(more)
    told = f". The row: {row}" if row else ""
    return f"{failure.kind}: {short(primary, WIDTH)}{_in(failure, 80)}{told}{_cause(failure)}"


def _in(failure: Failure, width: int) -> str:
    return f" (in: {short(failure.statement, width)})" if failure.statement else ""


def cause(message: str) -> str:
    """What to do about what this message says, as a sentence to put behind it; empty where that is not known."""
    primary = _parts(message)[0]
    return _sentence(next((cause for pattern, cause in CAUSES if re.search(pattern, primary)), ""))


def _cause(failure: Failure) -> str:
    return _sentence(CAUSE_OF_ADDED) if _is_added(failure) else cause(failure.message)


def _sentence(text: str) -> str:
    return text and f". {text[0].upper()}{text[1:]}"


def _is_added(failure: Failure) -> bool:
    """A new column without a value: every row is in its way, so that none explains anything."""
    return "contains null values" in failure.message and bool(ADDED.search(failure.statement or ""))


def _parts(message: str) -> list[str]:
    """What Postgres says, and then its details and hints."""
    return re.split(r"\n(?=DETAIL: |HINT: )", message)


def _keys(parts: list[str]) -> str:
    """Those of the rows that are in each other's way, or point nowhere: `(guild_id)=(7) is duplicated`."""
    return _detail(parts, "Key ")


def _whole_row(parts: list[str]) -> str:
    """Its values, of which Postgres cuts each by itself, without their columns."""
    return _detail(parts, "Failing row contains ")


def _detail(parts: list[str], words: str) -> str:
    said = (part.removeprefix("DETAIL: ").strip() for part in parts if part.startswith("DETAIL: "))
    return short(next((one.removeprefix(words).removesuffix(".") for one in said if one.startswith(words)), ""), WIDTH)
