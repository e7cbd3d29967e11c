"""The way on and the way back, in the document's commands; nobody types them but a person."""

from __future__ import annotations

from ci import commands, facts
from ci.gates import DESTRUCTIVE
from ci.host import Host, HostError, Unreachable
from ci.plan import Plan

LOSING = (*DESTRUCTIVE, "lossy-downgrade", "missing-downgrade", "downgrade-fails", "downgrade-differs")


def ways(host: Host, plan: Plan) -> str:
    """What the database and the clone are at now, and what to type on the VPS to go on or back."""
    try:
        found = facts.chain(host, plan.facts)
    except (HostError, Unreachable) as error:
        return f"\nWhere the database and the clone are now could not be asked: {error}\n"
    migrated = bool(found.current) and found.current != plan.current
    moved = found.text("commit") not in ("", plan.binding["commit"])
    at = ", ".join(found.current) or found.failure("current").splitlines()[-1:] or "no revision"
    told = f"\nThe database is at {at}; the clone is at {found.text('commit')[:12] or 'an unknown commit'}.\n"
    if not (migrated or moved):
        return f"{told}Nothing has to be taken back. To go on: put right what stopped it, and plan anew.\n"
    return told + "\n".join((*_on(plan, found.current == plan.target), *_back(plan, migrated=migrated)))


def _on(plan: Plan, finished: bool) -> list[str]:
    left = [] if finished else [plan.command("upgrade") or ""]
    left += [commands.restart(plan.facts), commands.status(plan.facts), commands.log(plan.facts)]
    return ["\nTo go on by hand, once what stopped it is put right:\n", *_indented(left)]


def _back(plan: Plan, *, migrated: bool) -> list[str]:
    texts: list[str] = []
    lines = ["\nTo go back by hand:\n"]
    if migrated and is_lossless(plan):
        lines.append("  The check proved that the downgrade keeps what was there before; rows that are new are lost.")
        texts.append(commands.downgrade(plan.facts, " ".join(plan.current) or "base"))
    elif migrated:
        lines.append(
            "  The downgrade was not proved to keep the data, so only the backup brings it back. What was written "
            f"since the backup is lost. Stop the bot first, as root: systemctl stop {plan.facts.service}"
        )
        texts.append(commands.restore_backup(plan.facts, backup(plan)))
    texts += [commands.back_to_restore_point(plan.facts, plan.run), commands.restart(plan.facts)]
    return [*lines, *_indented(texts)]


def backup(plan: Plan) -> str:
    """The dump that the plan was made with."""
    return plan.shown["backup"].split()[-1]


def is_lossless(plan: Plan) -> bool:
    """Whether the check looked at every downgrade and found nothing, acknowledged or not, that loses something."""
    told = [*(finding["check"] for finding in plan.findings), *(said["check"] for said in plan.not_judged)]
    return not any(check in LOSING for check in told)


def _indented(texts: list[str]) -> list[str]:
    return ["".join(f"    {line}\n" for line in text.splitlines()) for text in texts if text]
