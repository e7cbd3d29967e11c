"""The plan: its digest, its text, and what makes it out of date."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ci.back import is_lossless
from ci.facts import Facts
from ci.gates import Known
from ci.plan import PlanError, affected, canonical, differences, digest, read
from ci.text import render
from tests.ci.plans import UPGRADE, plan
from tests.ci.test_gates import CHECK, COMMIT, VPS


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(canonical(plan()), "utf-8")
    assert digest(read(file)) == digest(plan()) == hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def test_another_plan_has_another_digest() -> None:
    assert digest(plan(subject="Topics stay (Mika)")) != digest(plan())


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', "\xff"])
def test_a_file_that_is_no_plan(text: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, "latin-1")
    with pytest.raises(PlanError, match=r"plan\.json is no plan that can be read"):
        read(file)


def test_a_plan_is_still_true_where_only_shown_facts_moved() -> None:
    assert list(differences(plan(), plan(shown={"free disk space": "7 MB"}))) == []


def test_a_binding_fact_that_moved_is_named() -> None:
    now = plan(binding=plan().binding | {"current": "c24c600340de"})
    assert list(differences(plan(), now)) == ["current was 2b77b98f792b when the plan was made, and is c24c600340de."]


def test_another_command_than_the_approved_one_is_named() -> None:
    other = {"step": "upgrade", "command": f"rm -rf /\n{UPGRADE}", "sha256": plan().commands[0]["sha256"]}
    said = ["the command of step upgrade is not the one that was planned."]
    assert list(differences(plan(commands=(other,)), plan())) == said
    assert list(differences(plan(), plan(commands=()))) == said


def test_what_is_dropped_is_counted_where_it_lives() -> None:
    found = Facts({}, {"tables": [["cfg.tickets", 8192], ['cfg."Old Names"', 8192], ["cfg.xp", 8192]]})
    subjects = (("drop-column", 'cfg."Old Names"."a.b"'), ("drop-table", "cfg.tickets"), ("drop-table", "cfg.gone"))
    findings = tuple({"check": check, "subject": subject} for check, subject in subjects)
    check = replace(CHECK, findings=findings, locks={"cfg.xp": "ShareLock", "cfg.tickets": "AccessExclusiveLock"})
    assert affected(Known(VPS, found, COMMIT, check, False)) == [
        ('cfg."Old Names"', '"a.b"'),
        ("cfg.tickets", None),
        ("cfg.xp", None),
    ]


def test_the_text_tells_what_lives_in_what_is_dropped() -> None:
    risk = {"table": "cfg.tickets", "column": "topic", "rows": 200, "values": 41, "bytes": 122880, "lock": ""}
    lock = {"table": "cfg.tickets", "column": None, "rows": 200, "values": 200, "bytes": 122880, "lock": "ShareLock"}
    text = render(plan(risks=(risk, lock)), [])
    assert "- `cfg.tickets.topic` is dropped: 41 of 200 rows have a value.\n" in text
    assert "- `cfg.tickets` is locked (ShareLock): 200 rows, 120 kB.\n" in text
    assert "```sql\nALTER TABLE cfg.tickets DROP COLUMN topic;\n```" in text
    assert f"```sh\n{UPGRADE}```" in text


def test_the_text_tells_a_closed_gate_first() -> None:
    gate = {"line": "Confirm latest database backup is valid and non-zero.", "why": "It has 0 bytes."}
    text = render(plan(closed=(gate,)), [])
    assert "- Confirm latest database backup is valid and non-zero. **It has 0 bytes.**" in text
    assert text.index("It cannot be applied") < text.index("What is migrated")


def test_the_text_tells_where_a_lock_timeout_is_not_in_force() -> None:
    assert "The lock timeout is not in force (it is 0)" in render(plan(shown={"lock timeout": "0"}), [])
    assert "lock timeout is not" not in render(plan(), [])
    minute = plan(vps=plan().vps | {"lock_timeout": "60s"}, shown={"lock timeout": "1min"})
    assert "lock timeout is not" not in render(minute, [])


def test_hostile_text_stays_text() -> None:
    hostile = "::error::x\n# <script>alert(1)</script> ```"
    sql = {"id": "c2", "message": hostile, "path": "migrations/`x`.py", "sql": (hostile,)}
    text = render(plan(subject=hostile, pending=(sql,), binding={"current": hostile, "edits": hostile}), [])
    outside = text.split("````sql")[0] + text.split("````\n")[-1]
    assert "\\<script\\>" in outside
    assert "\n# <script>" not in outside
    assert "\n::error" not in outside


@pytest.mark.parametrize(
    ("changes", "lossless"),
    [
        ({}, True),
        ({"findings": ({"check": "blocking-lock", "acknowledged": None},)}, True),
        ({"findings": ({"check": "drop-column", "acknowledged": "unread since 2.4"},)}, False),
        ({"findings": ({"check": "lossy-downgrade", "acknowledged": "known"},)}, False),
        ({"not_judged": ({"check": "lossy-downgrade", "reason": "no rows could be made"},)}, False),
    ],
)
def test_a_downgrade_is_proposed_only_where_it_was_proved_to_keep_the_data(changes: dict, lossless: bool) -> None:  # type: ignore[type-arg]
    assert is_lossless(plan(**changes)) == lossless
