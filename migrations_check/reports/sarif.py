"""The report for code scanning: SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any
from urllib.parse import quote

from migrations_check.acknowledgements import SETTINGS
from migrations_check.checks import Page, pages
from migrations_check.finding import Finding, NotJudged
from migrations_check.reports.accepting import lines
from migrations_check.reports.markup import plain
from migrations_check.reports.visible import visible
from migrations_check.reports.wording import in_repository
from migrations_check.review import Review

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(review: Review) -> str:
    known = pages()
    run = {
        "tool": {"driver": {"name": "migrations-check", "rules": [_rule(page) for page in known.values()]}},
        "automationDetails": {"id": f"migrations-check/{review.facts.get('project', '.')}/"},
        "invocations": [_invocation(review)],
        "columnKind": "utf16CodeUnits",
        "results": _results(review, list(known)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "name": page.id.replace("-", " ").title().replace(" ", ""),
        "shortDescription": {"text": page.what},
        "fullDescription": {"text": f"{page.what} {page.why}"},
        "help": {
            "text": f"{page.what}\n\n{page.why}\n\nInstead: {page.instead}",
            "markdown": f"{plain(page.what)}\n\n{plain(page.why)}\n\n**Instead:** {plain(page.instead)}",
        },
        "defaultConfiguration": {"level": page.severity.value},
        "properties": {"problem.severity": page.severity.value, "tags": ["migrations", "postgres"]},
    }


def _invocation(review: Review) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": review.error is None}
    said = [_not_judged(one) for one in review.not_judged]
    if review.error:
        said.append({"level": "error", "message": {"text": visible(review.error)}})
    if said:
        told["toolExecutionNotifications"] = said
    return told


def _not_judged(said: NotJudged) -> dict[str, Any]:
    text = f"not judged: {said.check}: {visible(said.reason)}"
    return {"level": "note", "message": {"text": text}, "associatedRule": {"id": said.check}}


def _results(review: Review, rules: list[str]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    accepting = lines(review)
    results = []
    for finding in review.findings:
        fingerprint = _fingerprint(finding)
        seen[fingerprint] += 1
        result = _result(review, finding, rules.index(finding.check), f"{fingerprint}:{seen[fingerprint]}")
        if finding in accepting:
            result["message"]["text"] += visible(f"\nTo accept it, {': '.join(accepting[finding])}")
        results.append(result)
    return results


def _fingerprint(finding: Finding) -> str:
    """What is found of what, wherever it stands in the file."""
    told = json.dumps([finding.check, finding.subject, finding.revision])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _result(review: Review, finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": visible(finding.message)},
        "locations": [_location(review, finding)],
        "partialFingerprints": {"migrationsCheck/v1": fingerprint},
    }
    if finding.acknowledged is not None:
        kind = "inSource" if finding.revision else "external"
        justification = visible(finding.acknowledged)
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": justification}]
    return result


def _location(review: Review, finding: Finding) -> dict[str, Any]:
    """GitHub shows no result without a file: what belongs to none stands where it is acknowledged."""
    path = in_repository(review, finding.path or SETTINGS)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": finding.line or 1},
        },
        "logicalLocations": [{"fullyQualifiedName": visible(finding.subject)}],
    }
