"""How to do the same as a statement that scans or rewrites a table, without stopping the bot.

Only the advice is read from the SQL; that the statement blocks was measured.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from migrations_check.record import Blocked, Trial

COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
PART = r'(?:"[^"]+"|[\w$]+)'
NAME = rf"{PART}(?:\.{PART})*"
ALTER = rf"alter table (?:if exists )?(?:only )?(?P<table>{NAME}) .*?"
AUTOCOMMIT = "with op.get_context().autocommit_block():"
ALONE = f"inside `{AUTOCOMMIT}`"
LATER = "in a later migration"
NOT_VALID = f"end it with NOT VALID (op.{{call}} takes postgresql_not_valid=True), and {LATER}"
A_CHECK = "op.execute('ALTER TABLE {table} ADD CONSTRAINT {check} CHECK ({column} IS NOT NULL) NOT VALID')"

INDEX = f"""make the index concurrently:
    {AUTOCOMMIT}
        op.create_index(
            {{called}}, {{of}}, {{columns}},
            {{unique}}{{schema}}postgresql_concurrently=True,
        )"""
USING_INDEX = "op.execute('ALTER TABLE {table} ADD CONSTRAINT {name} {kind} USING INDEX {name}')"
OF_PARTITIONS = (
    "CREATE {making}INDEX {name} ON ONLY {table} ..., then CREATE {making}INDEX CONCURRENTLY on each partition, "
    f"{ALONE}, and ALTER INDEX {{name}} ATTACH PARTITION for each of those"
)
COLUMNS = rf"(?: ?\((?P<columns>{PART}(?:, ?{PART})*)\) ?;?$)?"

WAYS = (
    (
        rf"create (?P<kind>unique )?index (?:if not exists )?(?P<name>(?!on ){NAME} )?on (?:only )?(?P<table>{NAME})"
        rf"{COLUMNS}",
        INDEX,
    ),
    (r"reindex (?:\(.*?\) )?(?P<what>index|table|schema)", f"REINDEX {{what}} CONCURRENTLY, {ALONE}"),
    (
        rf"refresh materialized view (?P<name>{NAME})",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY {name}, which needs a unique index on it",
    ),
    (
        rf"{ALTER}add (?:constraint (?P<name>{PART}) )?(?P<kind>check|foreign key)",
        f"{NOT_VALID} op.execute('ALTER TABLE {{table}} VALIDATE CONSTRAINT {{name}}')",
    ),
    (
        rf"{ALTER}add (?:constraint (?P<name>{PART}) )?(?P<kind>unique|primary key)(?= ?\(){COLUMNS}",
        f"{INDEX}\n    and then {USING_INDEX}",
    ),
    (
        rf"{ALTER}alter (?:column )?(?P<column>{PART}) set not null",
        f"{A_CHECK}; {LATER} VALIDATE CONSTRAINT it, SET NOT NULL, which then need not scan, and drop it; where "
        "that is in a later release, write the check into the model meanwhile",
    ),
    (
        rf"{ALTER}alter (?:column )?(?P<column>{PART}) (?:set data )?type",
        "add a new column of the new type to {table}, copy {column} to it in batches, let the bot use it, and drop "
        f"{{column}} {LATER}",
    ),
    (
        rf"{ALTER}add (?:column )?(?:if not exists )?(?P<column>(?!constraint){PART}) .*?\b(?:references|check)\b",
        f"add {{column}} to {{table}} alone, then its constraint with NOT VALID, and VALIDATE it {LATER}",
    ),
    (
        rf"{ALTER}add (?:column )?(?:if not exists )?(?P<column>(?!constraint){PART}) .*?\bgenerated always as \(",
        "add {column} to {table} as a plain column that the bot fills, and fill the rows that are there in batches "
        f"{LATER}",
    ),
    (
        rf"{ALTER}add (?:column )?(?:if not exists )?(?P<column>(?!constraint){PART}) "
        r"(?:(?:small|big)?serial\b|.*?\bgenerated .*?\bas identity)",
        "add {column} to {table} as a plain integer, give it the next number of a sequence of its own with ALTER "
        f"COLUMN {{column}} SET DEFAULT, and fill the rows that are there in batches {LATER}",
    ),
    (
        rf"{ALTER}add (?:column )?(?:if not exists )?(?P<column>(?!constraint){PART}) .*?\bdefault\b",
        "add {column} to {table} without the default, then ALTER COLUMN {column} SET DEFAULT, and fill the rows that "
        f"are there in batches {LATER}",
    ),
    (r"vacuum (?:\([^)]*\bfull\b|full)|cluster\b", "pg_repack, which does it while the bot goes on"),
)


def way(trial: Trial, blocked: Blocked) -> str:
    """What to do instead, for the statement that scans or rewrites this relation."""
    statement, line = trial.statements[blocked.statement], trial.statements[blocked.locked_by].line
    own = _way(statement.sql, blocked.relation)
    if blocked.locked_by == blocked.statement or line == statement.line:
        return own or "stop the bot for it, or do it in small steps, each in a transaction of its own"
    split = (
        f"split the migration behind line {line}, whose lock is held until the transaction ends; env.py then has to "
        "say transaction_per_migration=True"
    )
    return own if AUTOCOMMIT in own else f"{own}; and {split}" if own else split


def _way(sql: str, relation: str) -> str:
    text = " ".join(COMMENT.sub(" ", sql).split())
    for pattern, advice in WAYS:
        if match := re.search(pattern, text, re.IGNORECASE):
            words = {name: (value or "").strip() for name, value in match.groupdict().items()}
            by_its_parent = advice is INDEX and not _same_name(words["table"], relation)
            return (OF_PARTITIONS if by_its_parent else advice).format_map({**words, **_arguments(words)})
    return ""


def _arguments(words: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a call of Alembic's; `...` stands for all that is not read."""
    schema, _, of = words.get("table", "").rpartition(".")
    name, kind, columns = words.get("name") or "...", words.get("kind", ""), words.get("columns")
    return {
        "name": name,
        "called": _literal(name),
        "of": _literal(of),
        "columns": f"[{', '.join(map(_literal, re.findall(PART, columns)))}]" if columns else "...",
        "unique": "unique=True, " if kind else "",
        "schema": f"schema={_literal(schema)}, " if schema else "",
        "check": f"{re.sub(r'[^0-9A-Za-z_]+', '_', _unquoted(words.get('column', '')))}_is_there",
        "making": f"{kind} " if kind else "",
        "call": "create_foreign_key" if kind.lower() == "foreign key" else "create_check_constraint",
    }


def _literal(name: str) -> str:
    return json.dumps(name[1:-1] if name.startswith('"') else name, ensure_ascii=False)


def _same_name(said: str, relation: str) -> bool:
    """The table that a statement names, with or without its schema, is this one and not one that it is part of."""
    return _unquoted(said).rpartition(".")[2] == _unquoted(relation).rpartition(".")[2]


def _unquoted(name: str) -> str:
    return name.replace('"', "").lower()
