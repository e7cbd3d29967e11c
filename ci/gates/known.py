"""What the gates look at, and how they put it."""

from __future__ import annotations

from dataclasses import dataclass

from ci.check import Check
from ci.commit import Commit
from ci.facts import Facts
from ci.vps import Vps


@dataclass(frozen=True)
class Known:
    """Everything that was found out before anything is changed. `replace`: local edits on the VPS may be set aside."""

    vps: Vps
    facts: Facts
    commit: Commit
    check: Check
    replace: bool
