"""The report for programs; its fields are a contract."""

from __future__ import annotations

import json
import re
from typing import Any

from migrations_check.finding import Finding
from migrations_check.overview import Alteration, Overview
from migrations_check.record import Lock, Rows, Statement, Step
from migrations_check.reports.visible import UNSEEN
from migrations_check.review import Review

VERSION = 1


def render(review: Review) -> str:
    facts = review.facts
    report = {
        "version": VERSION,
        "passed": review.passed,
        "error": review.error,
        **{name: facts.get(name) for name in ("project", "python", "alembic", "sqlalchemy", "postgres")},
        "seconds": round(review.seconds, 2),
        "revisions": {"total": review.total, "new": list(review.new)},
        "findings": [_finding(finding) for finding in review.findings],
        "not_judged": [{"check": said.check, "reason": said.reason} for said in review.not_judged],
        "steps": [_step(step) for step in review.steps],
        "reviews": [_overview(overview) for overview in review.overviews],
    }
    return UNSEEN.sub(_spelled, json.dumps(report, indent=2, ensure_ascii=False)) + "\n"


def _spelled(unseen: re.Match[str]) -> str:
    return json.dumps(unseen[0]).strip('"')


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "revision": finding.revision,
        "acknowledged": finding.acknowledged,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "revision": step.revision,
        "direction": step.direction,
        "seconds": round(step.seconds, 3),
        "statements": len(step.statements),
        "locks": [_lock(lock) for lock in step.locks],
        "rewrites": list(step.rewrites),
        "error": f"{step.error.kind}: {step.error.message}" if step.error else None,
    }


def _lock(lock: Lock) -> dict[str, Any]:
    return {"relation": lock.relation, "mode": lock.mode, "seconds": round(lock.seconds, 3)}


def _overview(overview: Overview) -> dict[str, Any]:
    revision, downgrade = overview.revision, overview.downgrade
    return {
        "revision": revision.id,
        "message": revision.message,
        "path": revision.path,
        "tables": list(overview.tables),
        "schemas": list(overview.schemas),
        "columns": [_alteration(one) for one in overview.columns],
        "others": [_alteration(one) for one in overview.others],
        "renames": [vars(one) for one in overview.renames],
        "with_rows": overview.with_rows,
        "rows": [_rows(one) for one in overview.rows],
        "locks": [_lock(lock) for lock in overview.locks],
        "rewrites": list(overview.rewrites),
        "downgrade": {**vars(downgrade), "reasons": list(downgrade.reasons)},
        "up": [_statement(one) for one in overview.up],
        "down": [_statement(one) for one in overview.down],
        "error": overview.error,
    }


def _alteration(one: Alteration) -> dict[str, Any]:
    return {
        "what": one.what,
        "kind": one.kind,
        "subject": one.address,
        "table": one.of or None,
        "before": one.before or None,
        "after": one.after or None,
        "line": one.line,
    }


def _rows(rows: Rows) -> dict[str, Any]:
    return {name: value for name, value in vars(rows).items() if name != "schema"}


def _statement(statement: Statement) -> dict[str, Any]:
    return {"line": statement.line, "sql": statement.sql.strip()}
