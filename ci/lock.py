"""The deploy lock: one run at a time changes the VPS. It does not expire."""

from ci.host import Answer, Host, HostError
from ci.state import named, script

HELD, LIVES = 3, 4  # exit codes of the scripts


class Taken(Exception):
    """Another run has the lock."""

    def __init__(self, run: str, owner: str, since: str) -> None:
        super().__init__(
            f"run {run} of {owner} has held the deploy lock since {since}: let it end, or if it will never come back, "
            f"break the lock with `python -m ci.deploy unlock --run {run}`"
        )
        self.run, self.owner, self.since = run, owner, since


class StepLives(Exception):
    """A step of the run goes on, so that its lock stays."""


def take(host: Host, run: str, owner: str) -> None:
    """Take the lock; the run that has it already has it again. Raises Taken."""
    _told(host.ask(script("take", run=named("run", run), owner=" ".join(owner.split()))), run)


def give_back(host: Host, run: str) -> None:
    """Give the lock back; nothing happens if another run has it or nobody. Raises StepLives."""
    try:
        break_(host, run)
    except Taken:
        return


def break_(host: Host, run: str) -> None:
    """Take the lock away from the run that is named. Raises Taken if another has it, StepLives."""
    _told(host.ask(script("release", run=named("run", run))), run)


def _told(answer: Answer, run: str) -> None:
    if answer.exit == HELD:
        raise Taken(*answer.out.splitlines()[:3])
    if answer.exit == LIVES:
        raise StepLives(
            f"step {answer.out.strip()} of run {run} is still running, so its deploy lock stays: wait for it"
        )
    if answer.exit:
        raise HostError(
            f"the deploy lock could not be read or written on the VPS, so nothing was done: {answer.out.strip()}; "
            "make room in ~/.local/state/migrations-check there (`df -h` shows where), or put right what it says"
        )
