"""What is pasted, and where, to accept findings that are meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from migrations_check.acknowledgements import can_be_acknowledged
from migrations_check.finding import Finding
from migrations_check.review import Review

SETTINGS = "pyproject.toml, under [tool.migrations-check.acknowledged]"
REASON = "..."


def blocks(review: Review) -> list[tuple[str, list[str]]]:
    """All that accepts what stands, as (where, lines): one `acknowledged` a migration, with what it has already."""
    return [_block(review, found) for found in _by_revision(review).values()]


def lines(review: Review) -> dict[Finding, tuple[str, str]]:
    """For each finding that can be accepted what to do, `say why in a1.py`, and the line to paste."""
    told: dict[Finding, tuple[str, str]] = {}
    for revision, found in _by_revision(review).items():
        where = SETTINGS if revision is None else _path(review, found[0])
        alone = len({*(finding.key for finding in found), *_known(review, revision)}) == 1
        for finding in found:
            if revision is None:
                told[finding] = f"say why in {where}", _in_toml(finding.key)
            elif alone:
                told[finding] = f"say why in {where}", f"acknowledged = {{{_in_python(finding.key)}}}"
            else:
                told[finding] = f"add to acknowledged in {where}", _in_python(finding.key)
    return told


def _by_revision(review: Review) -> dict[str | None, list[Finding]]:
    found: dict[str | None, list[Finding]] = {}
    for finding in review.standing:
        if can_be_acknowledged(finding):
            found.setdefault(finding.revision, []).append(finding)
    return found


def _block(review: Review, found: list[Finding]) -> tuple[str, list[str]]:
    revision, keys = found[0].revision, dict.fromkeys(finding.key for finding in found)
    if revision is None:
        return SETTINGS, [_in_toml(key) for key in keys]
    known = _known(review, revision)
    where = "in place of the acknowledged that is there" if known else "beside down_revision"
    return f"{_path(review, found[0])}, {where}", _dictionary({**known, **dict.fromkeys(keys, REASON)})


def _known(review: Review, revision: str | None) -> Mapping[str, str]:
    """What the migration acknowledges already, with a reason."""
    found = next((one.acknowledged for one in review.revisions if one.id == revision), {})
    return {key: reason for key, reason in found.items() if " " in key and isinstance(reason, str)}


def _path(review: Review, finding: Finding) -> str:
    """The migration's own file, wherever the finding stands."""
    return next((one.path for one in review.revisions if one.id == finding.revision), finding.path or "")


def _dictionary(reasons: Mapping[str, str]) -> list[str]:
    entries = [_in_python(key, reason) for key, reason in reasons.items()]
    return [f"acknowledged = {{{entries[0]}}}"] if len(entries) == 1 else _indented(entries)


def _indented(entries: Iterable[str]) -> list[str]:
    return ["acknowledged = {", *(f"    {entry}," for entry in entries), "}"]


def _in_python(key: str, reason: str = REASON) -> str:
    return f"{_quoted(key)}: {_quoted(reason)}"


def _in_toml(key: str) -> str:
    return f"{_quoted(key)} = {_quoted(REASON)}"


def _quoted(text: str) -> str:
    """As Python and TOML both read it."""
    return json.dumps(text, ensure_ascii=False)
