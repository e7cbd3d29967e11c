"""An acknowledgement that matches no finding, or that gives no reason.

It silences nothing today, and might silence the wrong thing tomorrow; one without a reason tells the next
reader nothing.

Instead: delete it, or correct the check and the subject that it names; write the reason as a text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from migrations_check.acknowledgements import NEVER, SETTINGS, Given, counts, given
from migrations_check.finding import Finding, Scope, Severity
from migrations_check.record import Record

severity = Severity.ERROR
scope = Scope.SCRIPTS

SHAPE = 'acknowledged = {"check subject": "reason"}'


def findings(
    record: Record, made: Iterable[Finding], silent: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    """It judges what the other checks of `known` have made; the `silent` ones could not have matched."""
    matched = {(finding.revision, finding.key) for finding in made}
    for place in given(record):
        keys = {key for revision, key in matched if revision == place.revision}
        messages: dict[str, list[str]] = {}
        for subject, message in _unused(place.acknowledged, keys, silent, known):
            messages.setdefault(subject or place.revision or SETTINGS, []).append(message)
        yield from (_finding(subject, told, place) for subject, told in messages.items())


def _finding(subject: str, messages: Iterable[str], place: Given) -> Finding:
    return Finding(subject, "; ".join(messages), place.path, place.line, place.revision)


def _unused(
    acknowledged: Any, matched: Collection[str], silent: Collection[str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Subject and message of each that does not count."""
    if not isinstance(acknowledged, Mapping):
        yield "", f"acknowledged must be a table of texts: {SHAPE}"
        return
    for key, reason in acknowledged.items():
        check, _, subject = str(key).partition(" ")
        if not key:
            yield "", f"acknowledged is {reason}, and must be a table of texts: {SHAPE}"
        elif not subject:
            yield "", f"{key!r}: {reason!r} is no acknowledgement: write {SHAPE}"
        elif check not in known:
            yield subject, f"there is no check {check}, so the acknowledgement of {key} silences nothing"
        elif check in NEVER:
            yield subject, f"{check} cannot be acknowledged, so the acknowledgement of {key} silences nothing"
        elif key not in matched and check not in silent:
            yield subject, f"the acknowledgement of {key} matches no finding"
        elif key in matched and not counts(reason):
            yield subject, f"the acknowledgement of {key} gives no reason, so it does not count"
