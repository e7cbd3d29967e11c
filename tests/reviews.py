"""Reviews made by hand, for the reports: `judged(finding("drop-column", "cfg.tickets.topic"))`."""

from typing import Any

from migrations_check.finding import Finding, NotJudged, Severity
from migrations_check.overview import overviews
from migrations_check.record import Record
from migrations_check.review import Review

FACTS = {
    "project": "tests/magikal-bot",
    "interpreter": "./.venv/bin/python",
    "python": "3.12.3",
    "alembic": "1.20.1",
    "sqlalchemy": "2.1.9",
    "postgres": "16.4",
    "origin": "Postgres 16.4 from /usr/lib/postgresql/16/bin",
    "since": "not in origin/main (3f2a9c1d0)",
    "seconds": 2.4142,
}
# As a hostile migration would name its things.
HOSTILE = 'a|b`c<img src=x>&*_"\x1b[2J\u202egnp.exe\n::error::owned %0A @all'


def finding(check: str, subject: str = "cfg.tickets.topic", message: str = "", **more: Any) -> Finding:
    """A finding of `a1`; without a revision one that belongs to no file."""
    revision = more.pop("revision", "a1")
    place = {"path": f"migrations/versions/{revision}.py", "line": 18} if revision else {}
    return Finding(subject, message or f"{subject} is dropped", revision=revision, check=check, **{**place, **more})


def warning(check: str, subject: str = "cfg.tickets", **more: Any) -> Finding:
    return finding(check, subject, severity=Severity.WARNING, **more)


def judged(*said: Finding | NotJudged, of: Record | None = None, **more: Any) -> Review:
    """A review of these findings and of what was not judged; `of` tells the chain and what it did."""
    findings = tuple(one for one in said if isinstance(one, Finding))
    facts: dict[str, Any] = {
        "facts": FACTS,
        "findings": findings,
        "not_judged": tuple(one for one in said if isinstance(one, NotJudged)),
    }
    if of is not None:
        facts |= {
            "total": len(of.revisions),
            "new": tuple(revision.id for revision in of.new),
            "revisions": of.revisions,
            "steps": of.steps,
            "overviews": overviews(of, findings),
        }
    return Review(**{**facts, **more})
