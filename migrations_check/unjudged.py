"""What no check could judge, because nothing ran: never a silent pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from migrations_check.checks import CHECKS, id_of, live_drift
from migrations_check.finding import NotJudged
from migrations_check.record import Record, Revision

# These can tell without a replay.
WITHOUT_REPLAY = ("environment", "multiple-heads", "wrong-database", "broken-chain", "unused-acknowledgement")
# These judge what a revision did, of every revision and of the new ones.
OF_EACH = ("upgrade-fails", "missing-downgrade", "downgrade-fails", "downgrade-differs", "outside-schema")
OF_NEW = (
    *("upgrade-fails-on-rows", "lossy-downgrade", "drop-table", "drop-column", "drop-schema", "drop-type"),
    *("unexpected-drop-index", "rename", "destroys-rows", "unrelated-change", "empty-migration", "blocking-lock"),
    "table-rewrite",
)


def never_replayed(record: Record, error: str | None, said: Collection[str]) -> Iterator[NotJudged]:
    """Where no migration ran, every check that needs one."""
    if record.steps or not (error or record.problems):
        return
    reason = "the replay did not run" if error else "the scripts do not make a chain"
    told = {*said, *WITHOUT_REPLAY, *not_asked(record)}
    yield from (NotJudged(reason, id) for id in map(id_of, CHECKS) if id not in told)


def not_asked(record: Record) -> set[str]:
    """Checks of what this run was not given: an acknowledgement of them may match another time."""
    return set() if record.facts.get("live") else {id_of(live_drift)}


def behind_the_break(record: Record) -> Iterator[NotJudged]:
    """Where the chain broke, each check of what the revision that failed and those after it would have done."""
    if not record.no_head or not record.steps:
        return
    unknown = [revision for revision in record.judged if not _ran(record, revision)]
    told = {*(OF_EACH if unknown else ()), *(OF_NEW if any(revision.new for revision in unknown) else ())}
    if all(record.step(revision.id, "up") for revision in unknown):
        told.discard("upgrade-fails")
    yield from (NotJudged(record.no_head, id) for id in map(id_of, CHECKS) if id in told)


def _ran(record: Record, revision: Revision) -> bool:
    step = record.step(revision.id, "up")
    return step is not None and not step.error
