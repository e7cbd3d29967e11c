"""The report for CI servers, in the XML of JUnit: a case for each check and new revision, and one for a check of the
chain as a whole.

A server knows passed, failed and skipped: errors fail; what could not be judged is skipped; warnings, unless they
count, and what is acknowledged pass and are told in the case's output.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from xml.etree import ElementTree as xml

from migrations_check.checks import of_scope, pages
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.reports.accepting import lines
from migrations_check.reports.visible import visible
from migrations_check.reports.wording import in_repository, place
from migrations_check.review import Review
from migrations_check.words import several

# The name of a case of what belongs to no revision.
CHAIN = "chain"


def render(review: Review) -> str:
    suite = xml.Element("testsuite", name="migrations-check", time=f"{review.seconds:.3f}")
    if review.error:
        case = xml.SubElement(suite, "testcase", classname="migrations-check", name="run")
        _tell(case, "error", "could not run", review.error)
    accepting = {finding: f"\nTo accept it, {': '.join(told)}" for finding, told in lines(review).items()}
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in review.findings:
        found[finding.check, finding.revision or CHAIN].append(finding)
    of_the_chain = of_scope(Scope.CHAIN)
    for check in pages():
        reasons = several(said.reason for said in review.not_judged if said.check == check)
        usual = [CHAIN] if check in of_the_chain else review.new or [CHAIN]
        others = [revision for id, revision in found if id == check]
        for revision in dict.fromkeys([*usual, *others]):
            case = xml.SubElement(suite, "testcase", classname=f"migrations-check.{check}", name=visible(revision))
            _tell_case(case, review, found.get((check, revision), []), reasons, accepting)
    return _written(suite)


def _tell_case(
    case: xml.Element, review: Review, found: list[Finding], unjudged: str, accepting: Mapping[Finding, str]
) -> None:
    path = next((finding.path for finding in found if finding.path), None)
    if path:
        case.set("file", visible(in_repository(review, path)))
    failing = [one for one in found if one.acknowledged is None and (review.strict or one.severity is Severity.ERROR)]
    passing = [one for one in found if one not in failing]
    for finding in failing:
        _tell(case, "failure", finding.message, f"{place(finding)}\n{finding.message}{accepting.get(finding, '')}")
    if unjudged and not found:
        _tell(case, "failure" if review.strict else "skipped", f"not judged: {unjudged}", "")
    if passing:
        xml.SubElement(case, "system-out").text = visible("\n".join(map(_passing, passing)))


def _passing(finding: Finding) -> str:
    state = finding.severity.value if finding.acknowledged is None else f"acknowledged ({finding.acknowledged})"
    return f"{state}: {place(finding)} {finding.subject}: {finding.message}"


def _tell(case: xml.Element, kind: str, message: str, text: str) -> None:
    told = xml.SubElement(case, kind, message=visible(message))
    if kind != "skipped":
        told.set("type", case.get("classname", "").rpartition(".")[2])
        told.text = visible(text)


def _written(suite: xml.Element) -> str:
    suites = xml.Element("testsuites")
    suites.append(suite)
    for name, kind in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for case in suite.iter("testcase") if kind in ("testcase", *(e.tag for e in case)))))
    xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml.tostring(suites, encoding="unicode")}\n'
