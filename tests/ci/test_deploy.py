"""The whole sequence on a real VPS: three pending revisions, planned, approved, applied."""

import json
from pathlib import Path

import pytest

from tests.ci.deploying import RUN, Deployer, deployer
from tests.ci.holding import answer
from tests.ci.vps import Vps
from tests.ci.vps.of_stand_ins import of_stand_ins


@pytest.fixture
def person(vps: Vps, tmp_path: Path) -> Deployer:
    return deployer(vps, tmp_path / "person")


def test_three_pending_revisions_are_deployed(vps: Vps, person: Deployer) -> None:
    planned = person.plan()
    assert planned.exit == 0, planned.out
    assert "3 pending migrations; the bot is restarted" in planned.out
    assert "Every gate is open." in planned.out
    assert "CREATE INDEX CONCURRENTLY ix_mod_cases_by_rule ON cfg.mod_cases" in planned.out
    assert "`cfg.mod_cases` is locked (AccessExclusiveLock): 500 rows" in planned.out
    assert at(vps) == "2b77b98f792b"

    applied = person.apply()
    assert applied.exit == 0, applied.out
    assert f"Done: commit {vps.now[:12]} is deployed, 3 migrations are applied" in applied.out
    assert at(vps) == "c24c600340de"
    assert git(vps, "rev-parse HEAD") == vps.now
    assert git(vps, f"rev-parse restore-point/{RUN}") == vps.then
    assert git(vps, "symbolic-ref --short HEAD") == "main"
    assert "ready: 3 guilds, schema revision c24c600340de" in vps.log(until="revision c24c600340de")

    steps = [entry for entry in person.journal() if "step" in entry]
    assert [(entry["step"], entry["exit"]) for entry in steps] == [
        ("restore-point", 0),
        ("checkout", 0),
        ("upgrade", 0),
        ("before-restart", 0),
        ("restart", 0),
    ]
    planned_sums = {one["step"]: one["sha256"] for one in json.loads(person.plan_file.read_text())["commands"]}
    assert {entry["step"]: entry["sha256"] for entry in steps} == planned_sums
    assert "Running upgrade 1b401a54b673 -> a59569bd4735" in steps[2]["out"]
    assert json.loads(person.journal_file.read_text())["round trips"] <= 25


def test_it_is_deployed_where_there_is_no_root_and_no_namespace_too(tmp_path: Path) -> None:
    with of_stand_ins(tmp_path / "vps") as vps:
        person = deployer(vps, tmp_path / "person")
        assert person.plan().exit == 0
        applied = person.apply()
        assert applied.exit == 0, applied.out
        assert f"Done: commit {vps.now[:12]} is deployed, 3 migrations are applied" in applied.out
        assert "schema revision c24c600340de" in vps.log(until="revision c24c600340de")


def test_a_deploy_that_is_done_is_done_again_without_running_anything(vps: Vps, person: Deployer) -> None:
    person.plan()
    person.apply()
    starts = vps.log(until="revision c24c600340de").count("starting commit")
    again = person.apply()
    assert again.exit == 0, again.out
    assert f"Run {RUN} had begun before" in again.out
    assert all(entry["attached"] for entry in person.journal() if "step" in entry)
    assert vps.log(until="revision c24c600340de").count("starting commit") == starts


def test_where_nothing_is_pending_nothing_is_done(vps: Vps, person: Deployer) -> None:
    process = vps.bot("systemctl show -p MainPID magikal-bot").stdout
    planned = person.plan(commit=vps.then)
    assert planned.exit == 0, planned.out
    assert "Nothing is to be done: the commit is deployed, and the database is at its head." in planned.out
    applied = person.apply()
    assert applied.exit == 0, applied.out
    assert "Nothing is to be done" in applied.out
    assert vps.bot("systemctl show -p MainPID magikal-bot").stdout == process


def test_where_the_check_could_not_run_nobody_says_that_nothing_is_to_be_done(vps: Vps, person: Deployer) -> None:
    planned = person.plan("--python", "/nowhere/python", commit=vps.then)
    assert planned.exit == 1
    assert "The pending migrations could not be checked" in planned.out
    assert "Nothing is to be done" not in planned.out


def test_the_bot_is_restarted_where_that_is_asked_for(vps: Vps, person: Deployer) -> None:
    starts = vps.log(until="ready").count("starting commit")
    assert person.plan("--restart", "always", commit=vps.then).exit == 0
    applied = person.apply()
    assert applied.exit == 0, applied.out
    assert vps.log(until="ready").count("starting commit") == starts + 1


def test_the_bot_is_left_alone_where_that_is_asked_for(vps: Vps, person: Deployer) -> None:
    starts = vps.log(until="ready").count("starting commit")
    assert "the bot is not restarted" in person.plan("--restart", "never").out
    assert person.apply().exit == 0
    assert at(vps) == "c24c600340de"
    assert vps.log(until="ready").count("starting commit") == starts


def test_local_edits_are_kept_in_the_restore_point(vps: Vps, person: Deployer) -> None:
    project = "/home/magikalbot/magikal-bot"
    vps.bot(f"cd {project}; echo '# by hand' >>README.md; echo note >'a note.txt'").check_returncode()
    refused = person.plan()
    assert refused.exit == 1
    assert "Files of /home/magikalbot/magikal-bot differ from what is committed" in refused.out.replace("\\", "")
    planned = person.plan("--replace-local-edits")
    assert planned.exit == 0, planned.out
    assert "a note.txt" in planned.out
    applied = person.apply()
    assert applied.exit == 0, applied.out
    assert git(vps, "rev-parse HEAD") == vps.now
    assert git(vps, "status --porcelain") == ""
    assert git(vps, f"show 'restore-point/{RUN}:a note.txt'") == "note"
    assert git(vps, f"show restore-point/{RUN}:README.md").endswith("# by hand")
    assert git(vps, f"log -1 --format=%s restore-point/{RUN}") == "restore point before migration work"


def test_status_tells_the_migration_state_and_the_runs(vps: Vps, person: Deployer) -> None:
    person.plan()
    person.apply()
    told = person.run("status", "--facts", str(vps.facts))
    assert told.exit == 0, told.out
    assert "c24c600340de (head)" in told.out
    assert "No run holds the deploy lock" in told.out
    assert f"Run {RUN}:" in told.out
    assert "upgrade, 20" in told.out
    assert "Active: active (running)" in told.out


def at(vps: Vps) -> str:
    return answer(vps, "select version_num from cfg.alembic_version")


def git(vps: Vps, words: str) -> str:
    return vps.bot(f"git -C magikal-bot {words}").stdout.strip()
