"""What no check could judge, because nothing ran: never a silent pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from migrations_check.checks import CHECKS, id_of, live_drift, of_scope
from migrations_check.finding import NotJudged, Scope
from migrations_check.record import Record, Revision

# These can tell without a replay.
WITHOUT_REPLAY = ("environment", "multiple-heads", "wrong-database", "broken-chain", "unused-acknowledgement")


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
    told = of_scope(Scope.EACH) if unknown else set()
    told |= of_scope(Scope.NEW) if any(revision.new for revision in unknown) else set()
    if all(record.step(revision.id, "up") for revision in unknown):
        told.discard("upgrade-fails")
    yield from (NotJudged(record.no_head, id) for id in map(id_of, CHECKS) if id in told)


def _ran(record: Record, revision: Revision) -> bool:
    step = record.step(revision.id, "up")
    return step is not None and not step.error
