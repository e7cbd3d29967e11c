"""A step that did not end well, or whose end is lost, is settled by asking what is true now; never by running it again.

Each function returns where the deploy can go on, and raises `Stop` or `Unknown` where it cannot.
"""

from __future__ import annotations

import time
from shlex import quote

from ci import bot, commands, facts
from ci.facts import Facts
from ci.host import Host
from ci.journal import Outcome
from ci.plan import Plan
from ci.stop import Stop, Unknown
from ci.words import count, gist

PATIENCE = 120.0  # seconds, for a VPS that boots and for a session that still works
PAUSE = 2.0  # seconds
LEFT = (
    "A migration with an autocommit block may have left a part behind (an invalid index, an enum value): look for it "
    "before you try again."
)


def nothing(*about: object) -> None:
    """There is nothing to judge: what only looks may fail."""


def restore_point(host: Host, plan: Plan, outcome: Outcome) -> None:
    name = commands.restore_point(plan.run)
    asked = host.ask(f"cd {quote(plan.facts.project)} && git rev-parse -q --verify {name} && git status --porcelain")
    found = facts.chain(host, plan.facts)
    there = found.text("commit") == plan.binding["commit"] and not found.edits
    if outcome.exit is None and asked.exit == 0 and there:
        return
    made = "was made" if asked.exit == 0 else "was not made"
    raise Stop(
        f"The restore point {name} {made}, and the step ended with {outcome.told}: {_why(outcome, found)}",
        f"The clone is at {found.text('commit')[:12]}; look at it with `git status` before you plan anew.",
    )


def checkout(host: Host, plan: Plan, outcome: Outcome) -> None:
    found = facts.chain(host, plan.facts)
    if outcome.exit is None and found.text("commit") == plan.commit and not found.edits:
        return
    raise Stop(
        f"The reviewed commit did not arrive whole: the step ended with {outcome.told}: {_why(outcome, found)}",
        f"The clone is at {found.text('commit')[:12]}{_edits(found)}.",
    )


def install(host: Host, plan: Plan, outcome: Outcome) -> None:
    if outcome.exit is None:
        raise Unknown(
            "the install was cut off, so what is installed is not known: run it by hand to its end, "
            f"`cd {plan.facts.project}; {plan.facts.install}`; then break the lock, `python -m ci.deploy unlock --run "
            f"{plan.run}`, and plan anew"
        )
    found = facts.chain(host, plan.facts)
    raise Stop(f"The install ended with {outcome.told}: {_why(outcome, found)}", "Nothing was migrated.")


def ready(host: Host, plan: Plan) -> None:
    """The last look before the upgrade: the clone is the reviewed one, and the database where it was."""
    found = facts.chain(host, plan.facts)
    if facts.silent(found):
        raise Stop(f"The database does not answer: {gist(facts.silent(found))}. Nothing was migrated.")
    if found.migrating:
        raise Stop(f"Somebody else migrates at this moment: {', '.join(found.migrating)}. Nothing was migrated.")
    if found.current != plan.current:
        raise Stop(
            f"The database was at {_at(plan.current)} and is at {_at(found.current)} now: somebody migrated meanwhile. "
            "Nothing was migrated by this deploy."
        )
    if found.text("commit") != plan.commit or found.edits or found.heads != plan.target:
        raise Stop(
            f"The clone is at {found.text('commit')[:12]}{_edits(found)}, its head {_at(found.heads)}, and should be "
            f"at {plan.commit[:12]} with head {_at(plan.target)}: somebody changed it meanwhile. Nothing was migrated."
        )


def upgrade(host: Host, plan: Plan, outcome: Outcome) -> None:
    """A lost upgrade that reached the head is done; everything else stops with where the database is."""
    found = rest(host, plan)
    ended = f"The upgrade ended with {outcome.told}"
    if found.current == plan.target and outcome.exit is None:
        return
    if found.current == plan.target:
        raise Stop(
            f"{ended}: {_why(outcome, found)}",
            f"And yet the database is at {_at(plan.target)}, where it should be: read the upgrade's output.",
        )
    if found.current == plan.current:
        raise Stop(
            f"{ended}: {_why(outcome, found)}",
            f"The database is at {_at(plan.current)} as before. {LEFT}",
        )
    applied = f"{_applied(plan, found)} of {count(len(plan.pending), 'migration')} applied"
    raise Stop(
        f"{ended}: {_why(outcome, found)}",
        f"The database is at {_at(found.current)}: {applied}. {LEFT}",
        "The bot still runs the old code; see that it copes, then mend the migration and deploy again.",
    )


def rest(host: Host, plan: Plan) -> Facts:
    """Where the database is, once it answers and nobody migrates. Raises `Unknown` after PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = facts.chain(host, plan.facts)
        error = facts.silent(found)
        if not error and not found.migrating:
            return found
        if time.monotonic() > deadline:
            why = ", ".join(found.migrating) or facts.full(found) or gist(error)
            raise Unknown(
                f"whether the upgrade went through is not known: {why}; ask on the VPS, when that is over:\n"
                f"{commands.environment(plan.facts)}{commands.alembic(plan.facts, 'current')}"
            )
        time.sleep(PAUSE)


def current(host: Host, plan: Plan) -> None:
    found = rest(host, plan)
    if found.current != plan.target or found.heads != plan.target:
        raise Stop(
            f"The database is at {_at(found.current)} and the clone's head is {_at(found.heads)}; both should be "
            f"{_at(plan.target)}. Somebody else changed one of them."
        )


def restart(host: Host, plan: Plan, outcome: Outcome) -> None:
    """A lost restart is judged by the bot itself, in the next look."""
    if outcome.exit is not None:
        found = facts.chain(host, plan.facts)
        raise Stop(
            f"`{commands.restart(plan.facts)}` ended with {outcome.told}: {_why(outcome, found)}",
            *bot.lines(host, plan.facts),
        )


def _applied(plan: Plan, found: Facts) -> int:
    """How many of the pending revisions stand below where the database is."""
    ids = [revision["id"] for revision in plan.pending]
    return max((ids.index(id) + 1 for id in found.current if id in ids), default=0)


def _edits(found: Facts) -> str:
    return f" with edits ({', '.join(found.edits[:3])})" if found.edits else ""


def _at(revisions: tuple[str, ...]) -> str:
    return ", ".join(revisions) or "no revision"


def _why(outcome: Outcome, found: Facts) -> str:
    """What the step said; on a full disk there was no room for it."""
    return f"{facts.full(found) or gist(outcome.out)}."
