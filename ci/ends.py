"""How a command ends: its exit code, and the sentence where something went wrong."""

from __future__ import annotations

from ci.git import GitError
from ci.host import HostError, Unreachable
from ci.lock import StepLives, Taken
from ci.plan import PlanError
from ci.stop import Unknown
from ci.vps import FactsError

DONE, STOPPED, COULD_NOT_RUN, UNKNOWN = range(4)  # exit codes

ENDS: dict[tuple[type[BaseException], ...], int] = {
    (Taken, StepLives): STOPPED,
    (HostError, Unreachable, GitError, PlanError, FactsError, OSError): COULD_NOT_RUN,
    (Unknown,): UNKNOWN,
}


def code(error: BaseException) -> int:
    return next((code for kinds, code in ENDS.items() if isinstance(error, kinds)), COULD_NOT_RUN)


def told(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; no step was begun"
    if any(isinstance(error, kinds) for kinds in ENDS):
        return str(error)
    return f"a fault of its own: {type(error).__name__}: {error} (--debug shows where)"
