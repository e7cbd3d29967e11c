"""An acknowledgement that matches no finding, or that gives no reason.

It silences nothing today, and might silence the wrong thing tomorrow; one without a reason tells the next
reader nothing.

Instead: delete it, or correct the check and the subject that it names; write the reason as a text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from migrations_check.finding import NEVER_ACKNOWLEDGED, Finding, Severity
from migrations_check.record import Record

severity = Severity.ERROR

SHAPE = 'acknowledged = {"check subject": "reason"}'


def findings(record: Record) -> Iterator[Finding]:
    """The review alone knows which were used: it calls `unused`."""
    return iter(())


def unused(
    acknowledged: Any, matched: Collection[str], unjudged: Collection[str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Subject and message of each that does not count; `unjudged` are checks that could not have matched."""
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
        elif check in NEVER_ACKNOWLEDGED:
            yield subject, f"{check} cannot be acknowledged, so the acknowledgement of {key} silences nothing"
        elif key not in matched and check not in unjudged:
            yield subject, f"the acknowledgement of {key} matches no finding"
        elif key in matched and not counts(reason):
            yield subject, f"the acknowledgement of {key} gives no reason, so it does not count"


def counts(reason: Any) -> bool:
    """Whether it says anything: the dots of the line to paste do not."""
    return isinstance(reason, str) and any(letter.isalnum() for letter in reason)
