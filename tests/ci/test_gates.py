"""Why a gate is closed, told from facts made by hand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ci import commands, gates
from ci.check import Check
from ci.commit import Commit
from ci.facts import Facts
from ci.gates import Known
from ci.host import Answer
from ci.vps import read

VPS = read()
DUMP = "/home/magikalbot/backups/appdb-2026-11-23.dump"
ANSWERS = {
    "host": "vps",
    "user": "magikalbot",
    "project": VPS.project,
    "commit": "aaaa",
    "edits": "",
    "current": "2b77b98f792b",
    "heads": "2b77b98f792b",
    "disk": "/dev/sda1 1000000 1 900000 1% /",
    "unit": "[Unit]",
    "service": "Active: active (running)",
    "kills": "no",
    "today": "2026-11-23",
    "now": "1795440000",
    "backup": DUMP,
    "backup_stat": "76310 1795430000",
    "backup_list": "212; 0 16400 TABLE DATA cfg tickets magikalbot",
    "backup_read": "",
    "backup_log": f"2026-11-23 03:00 backup written: {DUMP}\n2026-11-23 03:00 backup complete",
    "backup_log_stat": "1795430000",
    **{f"sudo{number}": words for number, words in enumerate(commands.privileged(VPS))},
}
DATABASE = {
    "variables": ["ALEMBIC_DATABASE_URL", "DATABASE_URL"],
    "asynchronous": False,
    "tables": [["cfg.tickets", 8192]],
    "migrators": [],
    "dump": "CREATE SCHEMA cfg;",
}
COMMIT = Commit("b" * 40, "Panels (Mika)", "", {"lint": "success"}, "", "", (), ())
CHECK = Check(0, "", (), (), (), {}, ("c24c600340de",))


def known(database: dict[str, object] | None = None, failed: str = "", **answers: str) -> Known:
    """All is well, but for what is given; `failed` is a question that failed."""
    told = {name: Answer(0, out) for name, out in (ANSWERS | answers).items()} | {"migrating": Answer(1, "")}
    if failed:
        told[failed] = Answer(1, "Permission denied")
    return Known(VPS, Facts(told, DATABASE | (database or {})), COMMIT, CHECK, False)


def one(sentences: Iterator[str]) -> str:
    (sentence,) = sentences
    return sentence


def test_where_all_is_well_every_gate_is_open() -> None:
    for gate in (gates.setup, gates.backup, gates.models, gates.generated, gates.reviewed, gates.destructive):
        assert list(gate(known())) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (known(user="root"), "The login is root's: Alembic runs as magikalbot"),
        (known(user="mika"), "The login is mika's, and the facts file says magikalbot"),
        (known(failed="sudo1"), "may not run `sudo systemctl status magikal-bot --no-pager` without a password"),
        (known({"error": "OperationalError: connection refused"}), "connection refused"),
        (known({"variables": ["ALEMBIC_DATABASE_URL"]}), "/etc/magikal-bot.env does not set DATABASE_URL"),
        (known({"asynchronous": True, "database": "postgresql+asyncpg://h/d"}), "Alembic needs a sync one"),
        (known(current="a1\nb1"), "The database stands at several revisions (a1, b1): merge them first."),
        (known(current=""), "The database has tables and no revision"),
        (known(failed="heads"), "`alembic heads` failed on the VPS: Permission denied."),
        (known(failed="commit"), "is no git clone that magikalbot can use"),
        (known(edits=" M README.md\n?? a b"), "Files of /home/magikalbot/magikal-bot differ from what is committed"),
        (known(disk="/dev/sda1 1000000 1 9000 1% /"), "8 MB of disk are free, and 200 are wanted"),
        (known(failed="unit"), "systemd does not tell of the service magikal-bot"),
        (known(kills="yes"), "run `loginctl enable-linger magikalbot` as root"),
        (known({"dump_error": "pg_dump: server version mismatch"}), "pg_dump: server version mismatch"),
        (known({"migrators": [[8, "mika", "psql", "active", "03:00"]]}), "database session 8 of mika (psql, active"),
    ],
)
def test_the_live_vps_is_not_as_documented(changed: Known, said: str) -> None:
    assert said in one(gates.setup(changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (known(failed="backup_stat"), f"There is no backup of today, {DUMP}"),
        (known(backup_stat="0 1795430000"), f"{DUMP} has 0 bytes: there is no backup"),
        (known(backup_stat="76310 1795300000", backup_log_stat="1795300000"), "was written more than a day ago"),
        (known(failed="backup_list"), "pg_restore cannot list"),
        (known(failed="backup_read"), "pg_restore cannot read"),
        (known({"tables": [["cfg.panels", 8192]]}), "has no cfg.panels: it is not a dump of this database"),
        (known(failed="backup_log"), "The log of the backup cannot be read"),
        (known(backup_log=f"backup written: {DUMP}"), "does not say `backup complete` for appdb-2026-11-23.dump"),
        (known(backup_log="2026-11-22 backup written\nbackup complete", backup_log_stat="1"), "does not say"),
        (known(backup_log="2026-11-23 backup complete\n2026-11-23 backup written"), "does not say `backup complete`"),
    ],
)
def test_the_backup_is_none(changed: Known, said: str) -> None:
    assert said in one(gates.backup(changed))


def test_a_log_without_dates_must_be_as_new_as_the_dump() -> None:
    assert list(gates.backup(known(backup_log="backup written\nbackup complete"))) == []


@pytest.mark.parametrize(
    ("commit", "said"),
    [
        (replace(COMMIT, on_branch="it is not on origin/main: merge it first"), "it is not on origin/main"),
        (replace(COMMIT, checks={"lint": "failure"}), "The check 'lint' of bbbbbbbbbbbb is failure on GitHub"),
        (replace(COMMIT, checks={"lint": "missing"}), "is missing on GitHub"),
        (replace(COMMIT, unasked="GITHUB_TOKEN is not set"), "are green is not known: GITHUB_TOKEN is not set."),
    ],
)
def test_the_commit_may_not_be_deployed(commit: Commit, said: str) -> None:
    assert said in one(gates.models(replace(known(), commit=commit)))


def test_changed_requirements_need_an_install_command() -> None:
    commit = replace(COMMIT, requirements=("requirements.txt",))
    assert "requirements.txt changed" in one(gates.generated(replace(known(), commit=commit)))
    installs = replace(VPS, install="./.venv/bin/python -m pip install -r requirements.txt")
    assert list(gates.generated(replace(known(), commit=commit, vps=installs))) == []


def finding(check: str, acknowledged: str | None = None) -> dict[str, object]:
    message = "cfg.tickets.topic is dropped; 3 of its 3 rows had a value"
    place = {
        "path": "migrations/versions/8c1d_close.py",
        "line": 18,
        "revision": "8c1d",
        "subject": "cfg.tickets.topic",
    }
    return {"check": check, "severity": "error", "message": message, "acknowledged": acknowledged, **place}


def test_a_drop_stops_until_the_migration_says_that_it_is_meant() -> None:
    checked = replace(known(), check=replace(CHECK, findings=(finding("drop-column"),)))
    assert list(gates.reviewed(checked)) == []
    said = one(gates.destructive(checked))
    assert said.startswith("migrations/versions/8c1d_close.py:18: drop-column: cfg.tickets.topic is dropped")
    meant = replace(known(), check=replace(CHECK, findings=(finding("drop-column", "unread since 2.4 (#41)"),)))
    assert list(gates.destructive(meant)) == []


def test_what_the_check_found_otherwise_stops_the_review() -> None:
    checked = replace(known(), check=replace(CHECK, findings=(finding("outside-schema"),)))
    assert "outside-schema" in one(gates.reviewed(checked))


def test_a_check_that_could_not_run_is_no_pass() -> None:
    checked = replace(known(), check=replace(CHECK, error="no Postgres was found"))
    assert one(gates.reviewed(checked)) == "The pending migrations could not be checked: no Postgres was found."


def test_live_drift_stops_the_confirmation_of_the_setup() -> None:
    drift = replace(CHECK, findings=(finding("live-drift"),))
    assert "The live schema is not what the migrations make of it" in one(gates.setup(replace(known(), check=drift)))
    unknown = replace(CHECK, not_judged=({"check": "live-drift", "reason": "an extension is missing"},))
    assert "could not be judged: an extension is missing" in one(gates.setup(replace(known(), check=unknown)))
