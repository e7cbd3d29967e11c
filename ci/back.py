"""The way on and the way back, in the document's commands; nobody types them but a person."""

from __future__ import annotations

from ci import commands, facts
from ci.facts import Facts
from ci.gates import DESTRUCTIVE
from ci.host import Host, HostError, Unreachable
from ci.plan import Plan

LOSING = (*DESTRUCTIVE, "lossy-downgrade", "missing-downgrade", "downgrade-fails", "downgrade-differs")


def ways(host: Host, plan: Plan, backup: str) -> str:
    """Where the database and the clone are now, and what to type on the VPS to go on or back from there.

    Only what this run changed is taken back; `backup` is the dump that was judged before it.
    """
    try:
        found = facts.after(host, plan.facts, plan.run)
    except (HostError, Unreachable) as error:
        return f"\nWhere the database and the clone are now could not be asked: {error}\n"
    return told(plan, found, backup)


def told(plan: Plan, found: Facts, backup: str) -> str:
    steps = found.text("steps").split()
    at = f"\n{room(found)}{_at(found)}"
    migrated = "upgrade" in steps and found.current != plan.current
    moved = "checkout" in steps and bool(found.text("commit") != plan.binding["commit"] or found.edits)
    if facts.silent(found):
        return f"{at}Ask it on the VPS, when it answers again:\n\n{_indented([commands.current(plan.facts)])[0]}"
    if not (migrated or moved or "restart" in steps):
        return f"{at}Nothing has to be taken back. To go on: put right what stopped it, and plan anew.\n"
    back = _back(plan, backup, migrated=migrated) if migrated or moved else []
    arrived = not plan.command("checkout") or (found.text("commit") == plan.commit and not found.edits)
    on = _on(plan, found.current == plan.target) if arrived else ["\nTo go on, go back first, and plan anew.\n"]
    return at + "\n".join((*on, *back))


def room(found: Facts) -> str:
    """That the disk is full, where it is: then nothing else that is told says why."""
    full = facts.full(found)
    return f"{full[0].upper()}{full[1:]}, before anything else.\n" if full else ""


def _at(found: Facts) -> str:
    clone = f"the clone is at {found.text('commit')[:12] or 'an unknown commit'}"
    if facts.silent(found):
        return f"Where the database is cannot be told, since it does not answer; {clone}.\n"
    return f"The database is at {', '.join(found.current) or 'no revision'}; {clone}.\n"


def _on(plan: Plan, finished: bool) -> list[str]:
    left = [] if finished else [plan.command("upgrade") or ""]
    left += [commands.restart(plan.facts), commands.status(plan.facts), commands.log(plan.facts)]
    how = "To go on, put right what stopped it; then plan anew, or type on the VPS, each if the one before ended well:"
    return [f"\n{how}\n", *_indented(left)]


def _back(plan: Plan, backup: str, *, migrated: bool) -> list[str]:
    texts: list[str] = []
    lines = ["\nTo go back, type on the VPS:\n"]
    if migrated and is_lossless(plan):
        lines.append("  The check proved that the downgrade keeps what was there before; rows that are new are lost.")
        texts.append(commands.downgrade(plan.facts, " ".join(plan.current) or "base"))
    elif migrated:
        lines.append(
            "  The downgrade was not proved to keep the data, so only the backup brings it back. What was written "
            f"since the backup is lost. Stop the bot first, as root: systemctl stop {plan.facts.service}"
        )
        texts.append(commands.restore_backup(plan.facts, backup))
    texts += [commands.back_to_restore_point(plan.facts, plan.run)] if plan.command("checkout") else []
    texts.append(commands.restart(plan.facts))
    return [*lines, *_indented(texts)]


def is_lossless(plan: Plan) -> bool:
    """Whether the check looked at every downgrade and found nothing, acknowledged or not, that loses something."""
    told = [*(finding["check"] for finding in plan.findings), *(said["check"] for said in plan.not_judged)]
    return not any(check in LOSING for check in told)


def _indented(texts: list[str]) -> list[str]:
    return ["".join(f"    {line}\n" for line in text.splitlines()) for text in texts if text]
