"""What is judged: one module a check, in the order of the reports and of the README."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from migrations_check.checks import (
    blocking_lock,
    broken_chain,
    destroys_rows,
    downgrade_differs,
    downgrade_fails,
    drop_column,
    drop_schema,
    drop_table,
    drop_type,
    edited_history,
    empty_migration,
    environment,
    live_drift,
    live_models,
    lossy_downgrade,
    missing_downgrade,
    multiple_heads,
    outside_schema,
    rename,
    schema_differs,
    stale_models,
    table_rewrite,
    unexpected_drop_index,
    unmapped_table,
    unprotected_public,
    unrelated_change,
    unused_acknowledgement,
    upgrade_fails,
    upgrade_fails_on_rows,
    wrong_database,
)
from migrations_check.finding import Scope, Severity

OF_THE_RECORD: tuple[ModuleType, ...] = (
    broken_chain,
    multiple_heads,
    edited_history,
    environment,
    wrong_database,
    upgrade_fails,
    upgrade_fails_on_rows,
    missing_downgrade,
    downgrade_fails,
    downgrade_differs,
    lossy_downgrade,
    stale_models,
    schema_differs,
    unmapped_table,
    outside_schema,
    unprotected_public,
    drop_table,
    drop_column,
    drop_schema,
    drop_type,
    unexpected_drop_index,
    rename,
    destroys_rows,
    unrelated_change,
    empty_migration,
    blocking_lock,
    table_rewrite,
    live_models,
    live_drift,
)
CHECKS = (*OF_THE_RECORD, unused_acknowledgement)


@dataclass(frozen=True)
class Page:
    """A check as its docstring tells it: what it finds, why that hurts, and what to do instead."""

    id: str
    severity: Severity
    what: str
    why: str
    instead: str


def of_scope(scope: Scope) -> set[str]:
    """The ids of the checks that judge this."""
    return {id_of(check) for check in CHECKS if check.scope is scope}


def id_of(check: ModuleType) -> str:
    return check.__name__.rpartition(".")[2].replace("_", "-")


def page(check: ModuleType) -> Page:
    what, why, instead = (" ".join(text.split()) for text in (check.__doc__ or "").strip().split("\n\n"))
    return Page(id_of(check), check.severity, what, why, instead.removeprefix("Instead: "))


def pages() -> dict[str, Page]:
    return {id_of(check): page(check) for check in CHECKS}
