"""The report for programs: its fields are a contract."""

import json
from dataclasses import replace

from records import changed, column, down, made, record, revision, rows, table, up
from reviews import HOSTILE, finding, judged

from migrations_check.finding import NotJudged
from migrations_check.record import Lock
from migrations_check.reports.json import render


def test_every_field_of_the_contract():
    step = replace(up("a1", lines=[18]), locks=(Lock("cfg.xp", "ShareLock", 0.00212),))
    review = judged(
        finding("stale-models", "cfg.xp.color", "no migration adds it", revision=None, acknowledged="next (#77)"),
        finding("outside-schema", "public.logs", "table public.logs is made"),
        NotJudged("no rows could be made", "upgrade-fails-on-rows"),
        of=record(revision("a0", new=False), up("a0"), step),
    )
    report = json.loads(render(review))
    steps = report.pop("steps")
    assert [told["revision"] for told in report.pop("reviews")] == ["a1"]
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
                "message": "no migration adds it",
                "path": None,
                "line": None,
                "revision": None,
                "acknowledged": "next (#77)",
            },
            {
                "check": "outside-schema",
                "severity": "error",
                "subject": "public.logs",
                "message": "table public.logs is made",
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


def test_the_review_of_a_new_revision():
    wider = changed(column("cfg.xp.amount", "integer"), 0, type="bigint")
    step = replace(
        up("a1", wider, made(table("cfg.mutes"), 1), rows("cfg.xp", 0, 3), lines=[18, 19]), rewrites=("cfg.xp",)
    )
    told = record(revision("a1", message="widen xp"), step, down("a1", lines=[25]))
    assert json.loads(render(judged(of=told)))["reviews"] == [
        {
            "revision": "a1",
            "message": "widen xp",
            "path": "migrations/versions/a1.py",
            "tables": ["cfg.mutes", "cfg.xp"],
            "schemas": ["cfg"],
            "columns": [
                {
                    "what": "changed",
                    "kind": "column",
                    "subject": "cfg.xp.amount",
                    "table": "cfg.xp",
                    "before": "integer",
                    "after": "bigint",
                    "line": 18,
                }
            ],
            "others": [
                {
                    "what": "added",
                    "kind": "table",
                    "subject": "cfg.mutes",
                    "table": None,
                    "before": None,
                    "after": None,
                    "line": 19,
                }
            ],
            "renames": [],
            "with_rows": False,
            "rows": [{"relation": "cfg.xp", "inserted": 0, "updated": 3, "deleted": 0}],
            "locks": [],
            "rewrites": ["cfg.xp"],
            "downgrade": {"restores": True, "reasons": [], "with_rows": False},
            "up": [{"line": 18, "sql": "select 1"}, {"line": 19, "sql": "select 1"}],
            "down": [{"line": 25, "sql": "select 1"}],
            "error": None,
        }
    ]


def test_what_could_not_run_is_a_report_too():
    report = json.loads(render(judged(facts={"project": "bot"}, error="no Postgres was found")))
    assert (report["passed"], report["error"], report["postgres"]) == (False, "no Postgres was found", None)
    assert report["revisions"] == {"total": 0, "new": []}


def test_a_program_reads_a_hostile_name_as_it_is():
    text = render(judged(finding("drop-column", f"{HOSTILE}\x9f\U000e0041\udc80")))
    assert json.loads(text)["findings"][0]["subject"] == f"{HOSTILE}\x9f\U000e0041\udc80"
    assert not set("\x1b\u202e\x9f\U000e0041\udc80") & set(text)
