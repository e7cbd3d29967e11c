"""Without root or namespaces there is still something like a VPS: its paths moved, some of its programs stand-ins."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.vps import Vps
from tests.ci.vps.marked import marked
from tests.ci.vps.of_stand_ins import of_stand_ins

pytestmark = pytest.mark.skipif(shutil.which("ssh") is None, reason="there is no ssh to type commands into")

ROOT = Path(__file__).parents[2]
ALEMBIC = "./.venv/bin/python -m alembic -c migrations/alembic.ini"
STATUS = "sudo systemctl status magikal-bot --no-pager"

PROGRAM = """
import sys, time
from pathlib import Path
from tests.ci.vps.of_stand_ins import of_stand_ins
with of_stand_ins(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def vps(tmp_path: Path) -> Iterator[Vps]:
    with of_stand_ins(tmp_path) as own:
        yield own


def test_the_documented_deploy_by_hand(vps: Vps) -> None:
    project = "cd ~/magikal-bot; set -a; . $VPS/etc/magikal-bot.env; set +a"
    assert vps.ssh(f"{project}; {ALEMBIC} current").stdout.strip() == "2b77b98f792b (head)"
    assert "backup complete" in vps.ssh("tail -40 ~/backups/magikal-db-dump.log").stdout
    assert vps.ssh("pg_restore --list ~/backups/appdb-$(date +%F).dump").returncode == 0
    assert "Active: active (running)" in vps.ssh(STATUS).stdout
    assert vps.ssh(f"cd ~/magikal-bot; git pull -q {vps.origin} main").returncode == 0
    assert vps.ssh(f"{project}; {ALEMBIC} upgrade head; {ALEMBIC} current").stdout.strip() == "c24c600340de (head)"
    assert vps.ssh("sudo systemctl restart magikal-bot").returncode == 0
    assert f"starting commit {vps.now}" in vps.log(until="ready: 3 guilds, schema revision c24c600340de")


def test_a_bot_newer_than_its_schema_does_not_run(vps: Vps) -> None:
    assert vps.ssh(f"cd ~/magikal-bot; git pull -q {vps.origin} main").returncode == 0
    vps.ssh("sudo systemctl restart magikal-bot")
    assert "column mod_cases.automod_rule_id does not exist" in vps.log(until="cannot start")
    status = vps.ssh(f"while {STATUS} >/dev/null; do sleep 0.1; done; {STATUS}")
    assert (status.returncode, "Active: failed" in status.stdout) == (3, True)


def test_sudo_permits_the_documented_words_alone(vps: Vps) -> None:
    assert vps.ssh("sudo -n -l systemctl restart magikal-bot").stdout == "/usr/bin/systemctl restart magikal-bot\n"
    for words in ("systemctl stop magikal-bot", "systemctl restart magikal-bot ssh", "cat /etc/shadow"):
        refused = vps.ssh(f"sudo -n {words}")
        assert (refused.returncode, refused.stderr) == (1, "sudo: a password is required\n")
        assert vps.ssh(f"sudo -n -l {words}").returncode == 1


def test_a_power_cut_ends_everything_and_keeps_the_disk(vps: Vps) -> None:
    vps.bot("touch kept; nohup setsid sleep 1000 >/dev/null 2>&1 &")
    root = vps.facts.with_name("vps")
    assert ["sleep", "1000"] in [process.cmdline()[-2:] for process in marked(str(root))]
    vps.power_off()
    assert marked(str(root)) == []
    assert vps.ssh("id").returncode == 255
    vps.power_on()
    assert vps.ssh("ls kept").stdout == "kept\n"
    assert "Active: active (running)" in vps.ssh(STATUS).stdout


def test_a_full_disk_cannot_be_had(vps: Vps) -> None:
    with pytest.raises(NotImplementedError, match="namespaces"):
        vps.fill_disk()


def test_nothing_runs_on_when_the_tests_are_killed(tmp_path: Path) -> None:
    root = str(tmp_path / "vps")
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ}
    ) as tests:
        assert tests.stdout is not None
        assert tests.stdout.readline() == b"ready\n"
        assert marked(root)
        tests.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while marked(root) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert marked(root) == []
