"""Nothing but this run's scratch databases can be reached by accident.

Three layers, each seeing what the one above misses: SQLAlchemy's engines, the drivers, and Python's audit
events. It is no sandbox: code that wants to get past it can.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from migrations_check.record import Refusal
from migrations_check.recorder.guard import audit, drivers, engines
from migrations_check.recorder.guard.gate import Gate, WrongDatabase
from migrations_check.recorder.guard.target import Allowed
from migrations_check.recorder.stack import Project

__all__ = ["Allowed", "WrongDatabase", "install"]


def install(allowed: Allowed, refused: Callable[[Refusal], None], root: Path) -> None:
    """Close every way out of this process; once, before env.py runs. An audit hook stays for good."""
    gate = Gate(allowed, allowed.names(), refused, Project(root))
    engines.guard(gate)
    drivers.guard(gate)
    audit.guard(gate)
