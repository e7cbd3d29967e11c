"""What Postgres says when rows stand in the way of a statement, in plain words."""

from __future__ import annotations

import re

from migrations_check.record import Failure
from migrations_check.words import short

WIDTH = 200

CAUSES = (
    (
        r"contains null values",
        "rows that are there have no value in it: fill it before, in this migration; a column that is added gets a "
        "server_default, or is added without NOT NULL, filled, and set NOT NULL after that",
    ),
    (
        r"violates not-null constraint",
        "the statement leaves a column without a value that must have one: give it one for every row",
    ),
    (
        r"could not create unique index",
        "several rows that are there have the same value: merge or delete them first, in this migration",
    ),
    (
        r"duplicate key value violates unique constraint",
        "the statement gives a row a value that another one has: skip or merge such rows",
    ),
    (
        r"violates exclusion constraint|could not create exclusion constraint",
        "two rows exclude each other: correct or delete one of them first, in this migration",
    ),
    (
        r"violates check constraint|is violated by some row",
        "a row breaks the rule: correct such rows first, in this migration",
    ),
    (
        r"^update or delete on table .* violates foreign key constraint",
        "other rows still point at what is deleted: delete those first, or let them point elsewhere",
    ),
    (
        r"violates foreign key constraint",
        "a row points at one that does not exist: delete such rows first, or let them point at nothing",
    ),
    (
        r"value too long for type|out of range|numeric field overflow",
        "a value that is there does not fit: shorten or move such values first, or choose a wider type",
    ),
    (
        r"invalid input (syntax|value)|malformed",
        "a value that is there cannot be read as the new type: give alter_column a postgresql_using that can turn each "
        "of them, or correct such values first",
    ),
    (
        r"unsafe use of new value",
        "an enum value can be used only after its transaction is committed: add it inside "
        "`with op.get_context().autocommit_block():`",
    ),
    (
        r"pending trigger events",
        "rows that the same transaction changed still wait for their foreign keys to be checked: run "
        "SET CONSTRAINTS ALL IMMEDIATE before this statement, or set transaction_per_migration=True in env.py and "
        "split the migration",
    ),
)


def on_rows(failure: Failure, found: str = "") -> str:
    """The exception, the row that Postgres names or that was found, the cause in plain words, and the statement."""
    primary, detail = _parts(failure.message)
    row = f"; the row: {short(detail or found, WIDTH)}" if detail or found else ""
    cause = next((cause for pattern, cause in CAUSES if re.search(pattern, primary)), "")
    statement = f" (in: {short(failure.statement, 120)})" if failure.statement else ""
    return f"{failure.kind}: {short(primary, WIDTH)}{row}{statement}{cause and '; '}{cause}"


def _parts(message: str) -> tuple[str, str]:
    """What Postgres says, and the row that it says it of."""
    primary, *more = re.split(r"\n(?=DETAIL: |HINT: )", message)
    details = (part.removeprefix("DETAIL: ").strip() for part in more if part.startswith("DETAIL: "))
    detail = next(details, "").removeprefix("Failing row contains ").removeprefix("Key ").removesuffix(".")
    return primary, detail
