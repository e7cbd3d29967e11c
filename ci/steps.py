"""The runbook's steps, one function per line of the document's safe migration order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ci import bot, commands, facts, gates, git, journal, settle
from ci.account import Account
from ci.gates import Known
from ci.host import Host
from ci.journal import Outcome
from ci.plan import Plan, gather, moved
from ci.stop import Stop, Unknown

# The binding facts that the steps before the upgrade change; the last look before it judges the first three.
OWN = ("commit", "heads", "edits", "alembic", "sqlalchemy")


@dataclass(frozen=True)
class Deploy:
    """What the steps work with. `begun`: another client of this run began to act, so steps may be started already.

    `account` is the journal that is kept of it; `show` prints.
    """

    host: Host
    known: Known
    plan: Plan
    repository: Path
    begun: bool
    show: Callable[[str], None]
    account: Account


def confirm_setup(deploy: Deploy) -> None:
    """Confirm this documented process still matches the live VPS setup.

    If it stops here: nothing was changed. Put right what is named, or correct the facts file, and plan anew.
    """
    _pass(gates.setup(deploy.known))


def confirm_backup(deploy: Deploy) -> None:
    """Confirm latest database backup is valid and non-zero.

    If it stops here: nothing was changed. Make the backup as every night, look at its log, and plan anew.
    """
    _pass(gates.backup(deploy.known))


def confirm_models(deploy: Deploy) -> None:
    """Update SQLAlchemy models.

    If it stops here: nothing was changed. Only a commit of the protected branch whose checks are green is deployed.
    """
    _pass(gates.models(deploy.known))


def confirm_migration(deploy: Deploy) -> None:
    """Generate migration with autogenerate.

    If it stops here: nothing was changed. The commit must follow from what is deployed, and its chain have one head.
    """
    _pass(gates.generated(deploy.known))


def confirm_review(deploy: Deploy) -> None:
    """Review generated migration.

    If it stops here: nothing was changed. Mend the migration, or acknowledge what is meant, in a new commit.
    """
    _pass(gates.reviewed(deploy.known))


def confirm_destruction(deploy: Deploy) -> None:
    """Stop if unexpected destructive changes appear.

    If it stops here: nothing was changed. Data would be lost, and nobody has said in the migration that it may.
    """
    _pass(gates.destructive(deploy.known))


def create_restore_point(deploy: Deploy) -> None:
    """Create Git restore point.

    If it stops here: database and running bot are as before. The code of before is at the restore point, if it was
    made; nothing is lost.
    """
    plan = deploy.plan
    if plan.command("restore-point"):
        _done(deploy, "restore-point", settle.restore_point)
    if plan.command("checkout"):
        if _is_ours(deploy, "checkout"):
            deploy.host.ask(f"mkdir -p {commands.BUNDLES}")
            there = plan.binding["commit"]
            deploy.host.put(git.bundle(deploy.repository, plan.commit, there), commands.bundle(plan.run))
        _done(deploy, "checkout", settle.checkout)
    if plan.command("install"):
        _done(deploy, "install", settle.install)


def apply_migration(deploy: Deploy) -> None:
    """Apply migration.

    If it stops here: look at what the database says it is at. The reviewed code is in place, and the bot still runs
    the old one.
    """
    if not deploy.plan.command("upgrade"):
        return
    _is_ours(deploy, "upgrade", settle.ready)
    _done(deploy, "upgrade", settle.upgrade)


def confirm_current(deploy: Deploy) -> None:
    """Confirm Alembic current/head.

    If it stops here: the upgrade ended well, and the database is not where it should be. Do not restart the bot.
    """
    if deploy.plan.command("upgrade"):
        settle.current(deploy.host, deploy.plan)


def restart_bot(deploy: Deploy) -> None:
    """Restart bot if required.

    If it stops here: the migration is applied, and the bot does not run as it should.
    """
    if not deploy.plan.command("restart"):
        return
    before = _done(deploy, "before-restart", settle.nothing)
    _done(deploy, "restart", settle.restart)
    deploy.show(bot.confirm(deploy.host, deploy.plan.facts, before.out))


def check_logs(deploy: Deploy) -> None:
    """Check logs.

    If it stops here: the migration is applied, and the bot was restarted. Read the lines; a bot that fails now needs
    mending, or the way back.
    """
    log = bot.log(deploy.host, deploy.plan.facts)
    deploy.account.add(log=log.splitlines())
    if deploy.plan.command("restart"):
        before = journal.look(deploy.host, deploy.plan.run, "before-restart")
        alarms = bot.alarms(bot.news(before.out if before else "", log), deploy.plan.facts)
        _pass(iter(alarms))


def _pass(closed: Iterator[str]) -> None:
    sentences = tuple(closed)
    if sentences:
        raise Stop(*sentences)


def _is_ours(deploy: Deploy, step: str, ready: Callable[[Host, Plan], None] = settle.nothing) -> bool:
    """Whether this client is to start the step, once it may be; else another client of this run did.

    A run that began before passes its gates again, since days may lie between. Raises `Stop`.
    """
    if deploy.begun and _started(deploy, step):
        return False
    try:
        ready(deploy.host, deploy.plan)
        if deploy.begun:
            _pass(_again(deploy))
    except Stop:
        if not _started(deploy, step):
            raise
        return False
    return True


def _again(deploy: Deploy) -> Iterator[str]:
    """Why a run that began before may not go on: what is true of the VPS now, but for what it changed itself."""
    plan = deploy.plan
    found = gather(deploy.host, plan)
    now = facts.binding(found)
    yield from moved({name: was for name, was in plan.binding.items() if name not in OWN}, now)
    known = replace(deploy.known, facts=found)
    yield from gates.setup(known)
    yield from gates.backup(known)


def _started(deploy: Deploy, step: str) -> bool:
    return journal.look(deploy.host, deploy.plan.run, step) is not None


def _done(deploy: Deploy, step: str, settled: Callable[[Host, Plan, Outcome], None]) -> Outcome:
    """Run the step's command to its end, once; where that was no success, ask what is true now."""
    command = deploy.plan.command(step) or ""
    try:
        outcome = journal.perform(
            deploy.host, deploy.plan.run, step, command, show=deploy.show, timeout=deploy.plan.facts.upgrade_timeout
        )
    except journal.StillRunning as error:
        raise Unknown(str(error)) from error
    except (journal.OtherCommand, journal.NotHeld) as error:
        raise Stop(f"{error}.") from error
    deploy.account.add(step=step, command=command, **asdict(outcome))
    if outcome.exit != 0:
        settled(deploy.host, deploy.plan, outcome)
    return outcome
