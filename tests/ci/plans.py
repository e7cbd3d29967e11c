"""A plan made by hand."""

from dataclasses import asdict
from typing import Any

from ci.facts import sha256
from ci.plan import VERSION, Plan
from ci.vps import read

UPGRADE = "./.venv/bin/python -m alembic -c migrations/alembic.ini upgrade head\n"


def plan(**changes: Any) -> Plan:
    """One pending migration that drops a column; `changes` are other fields."""
    fields: dict[str, Any] = {
        "version": VERSION,
        "run": "77",
        "commit": "b" * 40,
        "subject": "Topics are gone (Mika)",
        "restart": "auto",
        "replace": False,
        "vps": asdict(read()),
        "binding": {"current": "2b77b98f792b", "commit": "a" * 40, "user": "magikalbot"},
        "shown": {"lock timeout": "10s", "backup": "-rw-r--r-- 1 m m 75K Nov 23 03:00 /b/appdb-2026-11-23.dump"},
        "target": ("c24c600340de",),
        "pending": (
            {
                "id": "c24c600340de",
                "message": "drop topic",
                "path": "migrations/versions/c24c_drop_topic.py",
                "sql": ("ALTER TABLE cfg.tickets DROP COLUMN topic",),
            },
        ),
        "findings": (),
        "not_judged": (),
        "risks": (),
        "commands": ({"step": "upgrade", "command": UPGRADE, "sha256": sha256(UPGRADE)},),
        "closed": (),
    }
    return Plan(**(fields | changes))
