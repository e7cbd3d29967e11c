"""Autogenerate would touch tables outside the managed schemas.

Nothing in env.py keeps it away from them, so the next generated migration drops other people's tables in
`public`; two planted tables show it before it happens.

Instead: give `context.configure` an `include_name` that accepts only the managed schemas, and keep
`include_schemas=True`.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrations_check.finding import Finding, NotJudged, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.CHAIN


def findings(record: Record) -> Iterator[Finding | NotJudged]:
    if record.no_models or record.differences is None:
        error = record.autogenerate_error
        yield NotJudged(record.no_models or f"autogenerate fails: {error.message if error else 'it did not run'}")
        return
    for address in dict.fromkeys(record.unprotected):
        message = (
            f"autogenerate would drop {address}, a table planted outside the managed schemas: nothing protects others"
        )
        yield Finding(address, message)
    touched: dict[str, str] = {}
    for difference in record.differences:
        if difference.schema and difference.schema not in record.schemas:
            touched.setdefault(difference.table or difference.subject, difference.operation)
    for address, operation in touched.items():
        message = f"autogenerate would touch {address}, outside the managed schemas ({operation})"
        yield Finding(address, message)
