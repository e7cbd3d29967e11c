"""What a check says: a finding, or that it could not judge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(str, Enum):
    ERROR = "error"
    WARNING = "warning"


class Scope(Enum):
    """What a check judges: the scripts and env.py, the chain at its head, each revision, or each new one."""

    SCRIPTS = "scripts"
    CHAIN = "chain"
    EACH = "each"
    NEW = "new"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `subject` is the thing's address, `message` a sentence that says what happened.

    `path` is relative to the project. The review adds the check's id, its severity and, where somebody
    acknowledged it, the reason.
    """

    subject: str
    message: str
    path: str | None = None
    line: int | None = None
    revision: str | None = None
    check: str = ""
    severity: Severity = Severity.ERROR
    acknowledged: str | None = None

    @property
    def key(self) -> str:
        """What an acknowledgement names: `drop-column cfg.tickets.topic`."""
        return f"{self.check} {self.subject}"


@dataclass(frozen=True)
class NotJudged:
    """A check that could not tell, and why: never a silent pass."""

    reason: str
    check: str = ""
