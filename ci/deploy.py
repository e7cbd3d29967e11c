"""The deploy: magikal-migrations.md, step by step. `python -m ci.deploy --help` tells its commands."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence

from ci import steps
from ci.back import ways
from ci.ends import DONE, STOPPED, UNKNOWN
from ci.git import GitError
from ci.host import HostError, Unreachable
from ci.steps import Deploy
from ci.stop import Stop, Unknown

Step = Callable[[Deploy], None]

RUNBOOK: tuple[Step, ...] = (
    steps.confirm_setup,
    steps.confirm_backup,
    steps.confirm_models,
    steps.confirm_migration,
    steps.confirm_review,
    steps.confirm_destruction,
    steps.create_restore_point,
    steps.apply_migration,
    steps.confirm_current,
    steps.restart_bot,
    steps.check_logs,
)
GATES, ACTS = RUNBOOK[:6], RUNBOOK[6:]


def words(step: Step) -> tuple[str, str]:
    """The step's line of the runbook, and what its stop means."""
    line, _, rest = inspect.cleandoc(step.__doc__ or "").partition("\n")
    return line, " ".join(rest.replace("If it stops here:", "").split())


def closed(deploy: Deploy) -> Iterator[tuple[Step, Stop]]:
    """The steps that would stop it, of those that change nothing."""
    for step in GATES:
        try:
            step(deploy)
        except Stop as stop:
            yield step, stop


def follow(deploy: Deploy, runbook: Sequence[Step]) -> int:
    """Do the steps in their order, to the end or to the first that stops. Returns the exit code."""
    for step in runbook:
        line, _ = words(step)
        deploy.show(f"{RUNBOOK.index(step) + 1}. {line}\n")
        try:
            step(deploy)
        except (Unknown, Unreachable) as error:
            deploy.show(unknown(deploy, step, str(error)))
            return UNKNOWN
        except (Stop, HostError, GitError) as error:
            stop = error if isinstance(error, Stop) else Stop(f"{error}.")
            deploy.show(stopped(deploy, step, stop))
            return STOPPED
    return DONE


def stopped(deploy: Deploy, step: Step, stop: Stop) -> str:
    """What a person reads when it stops."""
    line, means = words(step)
    sentences = "\n".join(f"  {sentence}" for sentence in (*stop.sentences, means[:1].upper() + means[1:]))
    deploy.account.add(stopped=line, why=list(stop.sentences))
    back = ways(deploy.host, deploy.plan, deploy.known.facts.text("backup"))
    return f"\nStopped at: {line}\n{sentences}\n\n{account(step)}{back}"


def unknown(deploy: Deploy, step: Step, why: str) -> str:
    line, _ = words(step)
    deploy.account.add(unknown=line, why=[why])
    return (
        f"\nUnknown: {line}\n  {why}\n  Nothing was undone and nothing is run again. The deploy lock stays with run "
        f"{deploy.plan.run}.\n  {attach(deploy)}\n\n{account(step)}"
    )


def attach(deploy: Deploy) -> str:
    return (
        f"To wait for it or to go on, apply the same plan again: it attaches to run {deploy.plan.run} and runs no "
        "step twice. `python -m ci.deploy status` tells how it stands."
    )


def account(step: Step) -> str:
    """What was done, and what was not."""
    at = RUNBOOK.index(step)
    done = "".join(f"  done: {words(one)[0]}\n" for one in RUNBOOK[:at])
    left = "".join(f"  not done: {words(one)[0]}\n" for one in RUNBOOK[at + 1 :])
    return f"{done}  stopped: {words(step)[0]}\n{left}"


if __name__ == "__main__":
    from ci.cli import main

    sys.exit(main())
