"""What a stop tells a person to type: only what takes back what this run did, from where things really are."""

from typing import Any

from ci.back import told
from ci.facts import Facts
from ci.host import Answer
from tests.ci.plans import plan

BEFORE, AFTER = "2b77b98f792b", "c24c600340de"
CHECKOUT = ({"step": "checkout", "command": "git merge --ff-only", "sha256": ""}, *plan().commands)
DUMP = "/b/appdb-2026-11-23.dump"


def stood(steps: str, current: str = BEFORE, commit: str = "a" * 40, disk: str = "d 9 1 9000000 1% /") -> Facts:
    answers = {"steps": steps, "current": current, "commit": commit, "edits": "", "disk": disk}
    return Facts({name: Answer(0, out) for name, out in answers.items()}, {})


def back(found: Facts, **changes: Any) -> str:
    return told(plan(commands=CHECKOUT, **changes), found, DUMP)


def test_a_deploy_that_changed_nothing_has_no_way_back() -> None:
    said = back(stood("approved\nrestore-point"))
    assert "The database is at 2b77b98f792b; the clone is at aaaaaaaaaaaa." in said
    assert "Nothing has to be taken back." in said
    assert "reset" not in said


def test_what_somebody_else_migrated_is_not_taken_back() -> None:
    said = back(stood("approved\nrestore-point\ncheckout", current=AFTER, commit="b" * 40))
    assert "git reset --hard restore-point/77" in said
    assert "downgrade" not in said
    assert "pg_restore" not in said


def test_the_downgrade_is_the_way_back_where_it_was_proved() -> None:
    said = back(stood("checkout\nupgrade", current=AFTER, commit="b" * 40))
    assert said.index("downgrade 2b77b98f792b") < said.index("git reset --hard restore-point/77")
    assert "pg_restore" not in said


def test_else_it_is_the_backup_that_was_judged_before() -> None:
    losing = ({"check": "lossy-downgrade", "reason": "a table could get no rows"},)
    said = back(stood("checkout\nupgrade", current=AFTER, commit="b" * 40), not_judged=losing)
    assert f'--dbname="$url" {DUMP}' in said
    assert "downgrade 2b77b98f792b" not in said


def test_where_the_database_is_silent_nobody_tells_a_way() -> None:
    found = stood("checkout\nupgrade", commit="b" * 40)
    silent = Facts({**found.answers, "current": Answer(1, "connection refused")}, {})
    said = back(silent)
    assert "Where the database is cannot be told, since it does not answer; the clone is at bbbbbbbbbbbb." in said
    assert "alembic.ini current" in said
    assert "Nothing has to be taken back" not in said
    assert "downgrade" not in said


def test_a_commit_that_arrived_in_part_is_taken_back() -> None:
    found = stood("restore-point\ncheckout")
    half = Facts({**found.answers, "edits": Answer(0, " M bot.py")}, {})
    said = back(half)
    assert "To go on, go back first, and plan anew." in said
    assert "git reset --hard restore-point/77" in said
    assert "upgrade head" not in said


def test_a_restart_that_failed_can_be_tried_again() -> None:
    said = told(plan(commands=()), stood("approved\nbefore-restart\nrestart"), DUMP)
    assert "sudo systemctl restart magikal-bot" in said
    assert "To go back" not in said


def test_a_full_disk_is_told_before_anything_else() -> None:
    said = back(stood("restore-point", disk="/dev/sda1 9000000 9000000 0 100% /"))
    assert said.startswith(
        "\nThe disk of the VPS is full: make room there (`df -h` shows where), before anything else."
    )
