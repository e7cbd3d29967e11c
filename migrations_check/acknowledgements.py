"""What somebody accepts: data in a migration or in the settings, for one check and one thing, with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from migrations_check.finding import Finding
from migrations_check.record import Record

SETTINGS = "pyproject.toml"
# What keeps a chain from running, a connection to the wrong database, and an acknowledgement itself.
NEVER = ("wrong-database", "broken-chain", "upgrade-fails", "unused-acknowledgement")


@dataclass(frozen=True)
class Given:
    """What stands in one place, as it was written: of a revision, or of the settings where that is None."""

    revision: str | None
    acknowledged: Any
    path: str
    line: int | None


def acknowledge(finding: Finding, record: Record) -> Finding:
    """The finding, with the reason where somebody gave one."""
    reason = _acknowledged(finding, record).get(finding.key)
    if not can_be_acknowledged(finding) or not counts(reason):
        return finding
    return replace(finding, acknowledged=str(reason).strip())


def can_be_acknowledged(finding: Finding) -> bool:
    """Being unable to run cannot, nor the wrong database, nor a broken chain."""
    unable = finding.check == "environment" and finding.revision is None
    return finding.check not in NEVER and not unable


def counts(reason: Any) -> bool:
    """Whether it says anything: the dots of the line to paste do not."""
    return isinstance(reason, str) and any(letter.isalnum() for letter in reason)


def given(record: Record) -> Iterator[Given]:
    """Where a finding could have been made: in the settings, and in new revisions; old ones stay as released."""
    yield Given(None, record.facts.get("acknowledged", {}), SETTINGS, None)
    for revision in record.new:
        if (step := record.step(revision.id, "up")) and not step.error:
            yield Given(revision.id, revision.acknowledged, revision.path, revision.acknowledged_line)


def _acknowledged(finding: Finding, record: Record) -> Mapping[str, Any]:
    if finding.revision is None:
        found = record.facts.get("acknowledged", {})
    else:
        found = next((r.acknowledged for r in record.revisions if r.id == finding.revision), {})
    return found if isinstance(found, Mapping) else {}
