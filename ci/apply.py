"""`apply`: do what the plan says, if it was approved and is still true."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ci import commands, commit, ends, git, journal, lock
from ci.account import Account
from ci.approval import refused
from ci.check import Check, Revision
from ci.deploy import ACTS, GATES, follow
from ci.ends import DONE, STOPPED, UNKNOWN
from ci.gates import Known
from ci.host import Host, HostError, Unreachable, connect, login
from ci.output import fail, show
from ci.plan import Plan, PlanError, differences, digest, gather, make, read
from ci.redact import redact
from ci.steps import Deploy
from ci.stop import Unknown
from ci.words import count

APPROVED = "approved"  # the first step of a run's journal


def main(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    plan = read(options.plan)
    if options.run and options.run != plan.run:
        raise PlanError(f"{options.plan} is the plan of run {plan.run}, not of {options.run}")
    account = Account(options.journal, {"run": plan.run, "plan": digest(plan), "commit": plan.commit, "exit": None})
    account.write()  # where it cannot be kept, that is told before anything is begun
    try:
        ended = applied(plan, options, account, environ)
    except (KeyboardInterrupt, Exception) as error:
        account.end(ends.code(error), error=redact(ends.told(error)))
        raise
    account.end(ended)
    return ended


def applied(plan: Plan, options: argparse.Namespace, account: Account, environ: Mapping[str, str]) -> int:
    why = refused(plan, options.approve, environ)
    if why:
        account.add(stopped="approval", why=[why])
        fail(why)
        return STOPPED
    if not plan.commands:
        show("Nothing is to be done: the commit is deployed, and the database is at its head.")
        return DONE
    repository = git.top(options.project)
    with connect(login(environ)) as host:
        try:
            return locked(host, plan, repository, account, environ)
        finally:
            account.head["round trips"] = host.round_trips


def locked(host: Host, plan: Plan, repository: Path, account: Account, environ: Mapping[str, str]) -> int:
    """The deploy with the lock around it. The lock stays where it is not known what still goes on."""
    lock.take(host, plan.run, environ.get("GITHUB_ACTOR") or getpass.getuser())
    try:
        ended = deployed(host, plan, repository, account, environ)
    except (KeyboardInterrupt, Exception) as error:
        if account.begun:
            raise Unknown(broken_off(plan, error)) from error
        if not isinstance(error, Unreachable):
            unlock(host, plan)
        raise
    if ended != UNKNOWN:
        unlock(host, plan)
    return ended


def broken_off(plan: Plan, error: BaseException) -> str:
    why = "interrupted" if isinstance(error, KeyboardInterrupt) else ends.told(error)
    return (
        f"{why}; what was begun on the VPS goes on there, and the deploy lock stays with run {plan.run}: "
        "`python -m ci.deploy status` tells how it stands, and applying the same plan again attaches to it"
    )


def unlock(host: Host, plan: Plan) -> None:
    """How the deploy ended is not changed by a lock that stays behind."""
    try:
        lock.give_back(host, plan.run)
    except (HostError, Unreachable, lock.StepLives) as error:
        show(
            f"The deploy lock could not be given back: {error}. Before the next deploy, look with `python -m ci.deploy "
            f"status`, and break it with `python -m ci.deploy unlock --run {plan.run}`."
        )


def deployed(host: Host, plan: Plan, repository: Path, account: Account, environ: Mapping[str, str]) -> int:
    """The runbook; a run that changed something before passed its gates then, and goes on where it was."""
    known = look(host, plan, repository, environ)
    now = make(known, plan.run, plan.restart, (), ())
    account.head |= {"binding": now.binding, "shown": now.shown}
    deploy = Deploy(host, known, plan, repository, known.facts.begun, show, account)
    if deploy.begun:
        show(f"Run {plan.run} had begun before: it goes on where it was, and no step is run twice.")
        return finish(deploy)
    moved = tuple(differences(plan, now))
    if moved:
        account.add(stopped="plan", why=list(moved))
        show("The plan is out of date, and nothing was changed. Plan anew, and read what is different:")
        show("\n".join(f"  {one}" for one in moved))
        return STOPPED
    return follow(deploy, GATES) or finish(deploy)


def finish(deploy: Deploy) -> int:
    """The steps that change something, once the VPS has written down which plan this run follows."""
    host, plan = deploy.host, deploy.plan
    try:
        approved = journal.perform(
            host, plan.run, APPROVED, f"echo plan {digest(plan)}", show=lambda text: None, timeout=60
        )
    except journal.OtherCommand:
        show(f"Run {plan.run} was begun with another plan, and nothing was done now: plan anew, with a new run.")
        return STOPPED
    except journal.NotHeld as error:
        show(f"Nothing was done: {error}.")
        return STOPPED
    deploy.account.begun = True
    ended = follow(replace(deploy, begun=deploy.begun or approved.attached), ACTS)
    if ended == DONE:
        show(done(plan))
    return ended


def done(plan: Plan) -> str:
    applied = f"{count(len(plan.pending), 'migration')} {'is' if len(plan.pending) == 1 else 'are'} applied"
    migrated = f"{applied if plan.pending else 'nothing was migrated'}, the database is at {', '.join(plan.target)}"
    point = f"; the code of before is at {commands.restore_point(plan.run)}" if plan.command("restore-point") else ""
    return f"Done: commit {plan.commit[:12]} is deployed, {migrated}{point}."


def look(host: Host, plan: Plan, repository: Path, environ: Mapping[str, str]) -> Known:
    """The facts of now, and of the check what the plan has: commit and database are the same, or it is not applied."""
    found = gather(host, plan)
    there = commit.commit(repository, plan.commit, plan.binding["commit"], plan.facts, environ)
    return Known(plan.facts, found, there, checked(plan), plan.replace)


def checked(plan: Plan) -> Check:
    pending = tuple(Revision(one["id"], one["message"], one["path"], tuple(one["sql"])) for one in plan.pending)
    return Check(0, "", plan.findings, plan.not_judged, pending, {}, plan.target)
