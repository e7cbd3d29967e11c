"""The report for programs: its fields are a contract."""

import json
from dataclasses import replace

from records import differs, made, models, record, revision, table, up

from migrations_check.record import Lock
from migrations_check.reports.json import render
from migrations_check.review import review

FACTS = {
    "project": "tests/magikal-bot",
    "python": "3.12.3",
    "alembic": "1.20.1",
    "sqlalchemy": "2.1.9",
    "postgres": "16.4",
    "seconds": 2.4142,
    "acknowledged": {"stale-models cfg.xp.color": "next release (#77)"},
}


def test_every_field():
    step = replace(up("a1", made(table("public.logs"), 0), lines=[18]), locks=(Lock("cfg.xp", "ShareLock", 0.00212),))
    stale = (differs("add_column", "cfg.xp.color", "cfg.xp"),)
    told = record(revision("a0", new=False), up("a0"), step, head=[], models=models(), differences=stale, facts=FACTS)
    judged = review(replace(told, unjudged=(("upgrade-fails-on-rows", "no rows could be made"),)))
    report = json.loads(render(judged))
    steps = report.pop("steps")
    assert report == {
        "version": 1,
        "passed": False,
        "error": None,
        "project": "tests/magikal-bot",
        "python": "3.12.3",
        "alembic": "1.20.1",
        "sqlalchemy": "2.1.9",
        "postgres": "16.4",
        "seconds": 2.41,
        "revisions": {"total": 2, "new": ["a1"]},
        "findings": [
            {
                "check": "stale-models",
                "severity": "error",
                "subject": "cfg.xp.color",
                "message": "the model has column cfg.xp.color, and no migration adds it",
                "path": None,
                "line": None,
                "revision": None,
                "acknowledged": "next release (#77)",
            },
            {
                "check": "outside-schema",
                "severity": "error",
                "subject": "public.logs",
                "message": judged.findings[1].message,
                "path": "migrations/versions/a1.py",
                "line": 18,
                "revision": "a1",
                "acknowledged": None,
            },
        ],
        "not_judged": [{"check": "upgrade-fails-on-rows", "reason": "no rows could be made"}],
    }
    assert steps[1] == {
        "revision": "a1",
        "direction": "up",
        "seconds": 0.01,
        "statements": 1,
        "locks": [{"relation": "cfg.xp", "mode": "ShareLock", "seconds": 0.002}],
        "rewrites": [],
        "error": None,
    }


def test_what_could_not_run_is_a_report_too():
    report = json.loads(render(review(record(facts={"project": "bot", "error": "no Postgres was found"}))))
    assert (report["passed"], report["error"], report["postgres"]) == (False, "no Postgres was found", None)
    assert report["revisions"] == {"total": 0, "new": []}
