"""The test VPS is what the migrations' document describes, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.ci.vps import Vps, mode
from tests.ci.vps.in_namespaces import in_namespaces
from tests.ci.vps.machine import Machine

pytestmark = pytest.mark.skipif(bool(mode.lacking()), reason=f"no VPS in namespaces: {mode.lacking()}")

ROOT = Path(__file__).parents[2]
PROJECT = "cd /home/magikalbot/magikal-bot\nset -a; . /etc/magikal-bot.env; set +a\n"
STATUS = "sudo systemctl status magikal-bot --no-pager"
ALEMBIC = "./.venv/bin/python -m alembic -c migrations/alembic.ini"

PROGRAM = """
import json, sys, time
from pathlib import Path
from tests.ci.vps.in_namespaces import in_namespaces
with in_namespaces(Path(sys.argv[1])) as vps:
    print(json.dumps([vps.machine.first(), vps.machine.process.pid, vps.machine.disk.keeper]), flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vps]:
    """One for the tests that change nothing on it."""
    with in_namespaces(tmp_path_factory.mktemp("standing")) as own:
        yield own


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (f"{PROJECT}{ALEMBIC} current", "2b77b98f792b (head)"),
        (f"{PROJECT}{ALEMBIC} heads", "2b77b98f792b (head)"),
        ("ls -lh /home/magikalbot/backups/appdb-$(date +%F).dump", "/home/magikalbot/backups/appdb-20"),
        ("tail -40 /home/magikalbot/backups/magikal-db-dump.log", "backup complete"),
        ("cd /home/magikalbot/magikal-bot\ngit status", "nothing to commit, working tree clean"),
        (STATUS, "Active: active (running)"),
        ("sudo journalctl -u magikal-bot -n 120 --no-pager", "ready: 3 guilds, schema revision 2b77b98f792b"),
    ],
)
def test_the_documented_commands_work_word_for_word(standing: Vps, typed: str, shown: str) -> None:
    answer = standing.ssh(typed)
    assert answer.returncode == 0, answer.stderr
    assert shown in answer.stdout


def test_the_documented_deploy_by_hand(vps: Vps) -> None:
    upgrade = f"{PROJECT}{ALEMBIC} upgrade head\n{ALEMBIC} current"
    before = main_pid(vps)
    bring(vps)
    assert vps.ssh(upgrade).stdout.strip() == "c24c600340de (head)"
    assert vps.ssh("sudo systemctl restart magikal-bot").returncode == 0
    assert main_pid(vps) != before
    log = vps.log(until="revision c24c600340de")
    assert f"starting commit {vps.now}" in log
    assert "ready: 3 guilds, schema revision c24c600340de" in log


def test_a_bot_newer_than_its_schema_does_not_run(vps: Vps) -> None:
    bring(vps)
    vps.ssh("sudo systemctl restart magikal-bot")
    log = vps.log(until="cannot start")
    assert "column mod_cases.automod_rule_id does not exist" in log
    status = vps.ssh(f"while {STATUS} >/dev/null; do sleep 0.1; done; {STATUS}")
    assert status.returncode == 3
    assert "Active: failed" in status.stdout


def test_models_and_chain_belong_together_then_and_now(vps: Vps) -> None:
    check = f"{PROJECT}{ALEMBIC} upgrade head && {ALEMBIC} check"
    assert "No new upgrade operations detected." in vps.ssh(check).stdout
    bring(vps)
    assert "No new upgrade operations detected." in vps.ssh(check).stdout


@pytest.mark.parametrize(
    "command",
    [
        "systemctl stop magikal-bot",
        "systemctl restart ssh",
        "systemctl restart magikal-bot ssh",
        "systemctl status magikal-bot",
        "journalctl -u magikal-bot -n 121 --no-pager",
        "cat /etc/shadow",
        "-u postgres psql",
    ],
)
def test_sudo_refuses_everything_else(standing: Vps, command: str) -> None:
    answer = standing.ssh(f"sudo -n {command}")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == "sudo: a password is required\n"


def test_root_can_log_in_so_that_a_deploy_can_refuse_it(standing: Vps) -> None:
    assert standing.ssh("id -un", user="root").stdout == "root\n"


def test_another_key_is_refused(standing: Vps, tmp_path: Path) -> None:
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    words = [str(other) if word == str(standing.key_file) else word for word in standing.ssh_words()]
    answer = subprocess.run([*words, "magikalbot@127.0.0.1", "id"], capture_output=True, text=True)
    assert answer.returncode == 255
    assert "Permission denied (publickey)" in answer.stderr


def test_a_power_cut_ends_everything_and_keeps_the_disk(vps: Vps) -> None:
    vps.bot("touch kept; nohup setsid sleep 1000 >/dev/null 2>&1 &")
    vps.bot(psql("insert into cfg.guilds (guild_id, name) values (7, 'Kept')"))
    assert isinstance(vps.machine, Machine)
    inside = psutil.Process(vps.machine.first()).children(recursive=True)
    vps.power_off()
    assert not any(map(alive, inside))
    assert vps.ssh("id").returncode == 255
    vps.power_on()
    assert vps.ssh("ls kept").stdout == "kept\n"
    assert vps.ssh("pgrep sleep").stdout == ""
    assert "ready: 4 guilds" in vps.ssh("sudo journalctl -u magikal-bot -n 120 --no-pager").stdout


def test_a_full_disk_is_full_for_everybody(vps: Vps) -> None:
    rows = psql("create table cfg.big as select repeat('x', 1000) from generate_series(1, 50000)")
    vps.fill_disk(spare=100_000)
    assert "No space left on device" in vps.bot("head -c 200000 /dev/zero >file; rm file").stderr
    assert vps.bot(rows).returncode != 0
    vps.free_disk()
    # Postgres may have ended, as it does when it cannot write its log.
    vps.power_off()
    vps.power_on()
    assert vps.bot(rows).returncode == 0


def test_two_at_once_do_not_meet(standing: Vps, vps: Vps) -> None:
    vps.bot(psql("update cfg.guilds set name = 'Here'"))
    assert vps.bot(psql("select distinct name from cfg.guilds")).stdout == "Here\n"
    assert "Magikal HQ" in standing.bot(psql("select name from cfg.guilds")).stdout


def test_nothing_is_left_afterwards(tmp_path: Path) -> None:
    mounts = Path("/proc/self/mountinfo").read_text()
    with in_namespaces(tmp_path) as vps:
        assert isinstance(vps.machine, Machine)
        first = psutil.Process(vps.machine.first())
        processes = [first, *first.parents()[:1], *first.children(recursive=True)]
        disk = vps.machine.disk.path
        assert len(processes) > 5
    assert not any(map(alive, processes))
    assert not disk.exists()
    assert Path("/proc/self/mountinfo").read_text() == mounts


def test_nothing_is_left_when_the_tests_are_killed(tmp_path: Path) -> None:
    mounts = Path("/proc/self/mountinfo").read_text()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ}
    ) as tests:
        assert tests.stdout is not None
        found = [psutil.Process(number) for number in json.loads(tests.stdout.readline())]
        found += psutil.Process(tests.pid).children(recursive=True)
        tests.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while any(map(alive, found)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [process for process in found if alive(process)]
    assert Path("/proc/self/mountinfo").read_text() == mounts
    assert {file.name for file in tmp_path.iterdir()} == {"key", "known_hosts", "origin"}


def bring(vps: Vps) -> None:
    """The commit of now, as a bundle, checked out in the bot's clone."""
    bundle = subprocess.run(
        ["git", "-C", str(vps.origin), "bundle", "create", "--quiet", "-", f"{vps.then}..main"],
        check=True,
        capture_output=True,
    ).stdout
    sent = subprocess.run(
        [*vps.ssh_words(), "magikalbot@127.0.0.1", "cat >b && cd magikal-bot && git pull -q --ff-only ../b main"],
        input=bundle,
        capture_output=True,
    )
    assert sent.returncode == 0, sent.stderr


def psql(statement: str) -> str:
    return f'psql -Atq "postgresql://magikalbot:secret-of-the-database@127.0.0.1/appdb" -c "{statement}"'


def main_pid(vps: Vps) -> str:
    return vps.ssh("systemctl show -p MainPID magikal-bot").stdout


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
