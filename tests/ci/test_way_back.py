"""What a stop tells a person to type really brings them back; and what happens when the person gives up first."""

import json
import signal
import subprocess
from pathlib import Path
from threading import Thread

import pytest

from ci import apply, commands, journal, lock
from ci.account import Account
from ci.host import connect, login
from ci.plan import read as read_plan
from ci.vps import read
from tests.ci import evidence, strikes
from tests.ci.deploying import RUN, Deployer, deployer
from tests.ci.evidence import Evidence
from tests.ci.holding import hold, let_go, until, until_held
from tests.ci.vps import Vps, mode
from tests.ci.vps.vps import LOG

pytestmark = pytest.mark.skipif(bool(mode.lacking()), reason=f"no VPS in namespaces: {mode.lacking()}")

FACTS = read()


@pytest.fixture
def person(vps: Vps, tmp_path: Path) -> Deployer:
    made = deployer(vps, tmp_path / "person")
    strikes.planned(made)
    return made


@pytest.fixture
def before(vps: Vps) -> Evidence:
    return evidence.gather(vps)


def typed(vps: Vps, *texts: str) -> None:
    for text in texts:
        answer = vps.ssh(text)
        assert answer.returncode == 0, answer.stderr


def test_the_downgrade_brings_the_schema_back_and_the_restore_point_the_code(
    vps: Vps, person: Deployer, before: Evidence
) -> None:
    assert person.apply().exit == 0
    typed(vps, commands.downgrade(FACTS, "2b77b98f792b"), commands.back_to_restore_point(FACTS, RUN))
    typed(vps, commands.restart(FACTS))
    after = evidence.gather(vps)
    assert (after.revision, after.commit, after.rows) == (before.revision, before.commit, before.rows)
    until(lambda: "schema revision 2b77b98f792b" in vps.ssh(LOG).stdout.rsplit("starting commit", 1)[1])


def test_the_backup_brings_the_schema_and_the_rows_back(vps: Vps, person: Deployer, before: Evidence) -> None:
    dump = vps.ssh(f"echo {FACTS.backup}").stdout.strip()
    assert person.apply().exit == 0
    typed(vps, commands.restore_backup(FACTS, dump), commands.back_to_restore_point(FACTS, RUN))
    typed(vps, commands.restart(FACTS))
    after = evidence.gather(vps)
    assert (after.revision, after.commit, after.rows) == (before.revision, before.commit, before.rows)
    check = vps.ssh(f"{commands.environment(FACTS)}{commands.alembic(FACTS, 'check')}")
    assert "No new upgrade operations detected." in check.stdout


def test_a_person_who_interrupts_stops_nothing_and_attaches_later(vps: Vps, person: Deployer) -> None:
    hold(vps, "upgrade")
    process = person.begin(*person.applying())
    until_held(vps, "upgrade")
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 3
    assert json.loads(person.journal_file.read_text())["exit"] == 3
    assert "interrupted; what was begun on the VPS goes on there" in out
    assert "The deploy lock is held by run fault-1" in person.run("status", "--facts", str(vps.facts)).out
    refused = person.run("unlock", "--run", RUN)
    assert refused.exit == 1
    assert "step upgrade of run fault-1 is still running" in refused.out
    let_go(vps, "upgrade")
    ran = person.apply()
    assert ran.exit == 0, ran.out
    assert "No run holds the deploy lock" in person.run("status", "--facts", str(vps.facts)).out


def test_where_the_vps_stays_silent_nobody_claims_to_know(
    vps: Vps, person: Deployer, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(vps, "upgrade")
    with strikes.proxied(person) as (behind, proxy), connect(login(behind.environ), patience=4) as host:
        deploy = Thread(
            target=lambda: codes.append(
                apply.locked(host, read_plan(person.plan_file), vps.origin, Account(None, {}), {})
            )
        )
        codes: list[int] = []
        deploy.start()
        until_held(vps, "upgrade")
        proxy.hang()
        deploy.join(timeout=120)
    assert codes == [3]
    out = capsys.readouterr().out
    assert "Unknown: Apply migration." in out
    assert "The deploy lock stays with run fault-1." in out
    assert "apply the same plan again: it attaches to run fault-1 and runs no step twice" in out
    let_go(vps, "upgrade")
    assert person.apply().exit == 0


def test_the_lock_of_a_run_that_will_not_come_back_is_broken(vps: Vps, person: Deployer) -> None:
    hold(vps, "upgrade")
    process = person.begin(*person.applying())
    until_held(vps, "upgrade")
    process.kill()
    process.communicate()
    vps.power_off()
    vps.power_on()
    other = person.run("unlock", "--run", "fault-2")
    assert other.exit == 1
    assert "run fault-1" in other.out
    broken = person.run("unlock", "--run", RUN)
    assert broken.exit == 0
    assert broken.out == "Run fault-1 does not hold the deploy lock any more.\n"


def test_a_run_begun_with_another_plan_is_refused(vps: Vps, person: Deployer) -> None:
    assert person.apply().exit == 0
    vps.bot("bin/magikal-db-dump").check_returncode()  # the one of the night lacks the new table
    assert person.plan("--restart", "always").exit == 0
    ran = person.apply()
    assert ran.exit == 1
    assert "Run fault-1 was begun with another plan, and nothing was done now" in ran.out


def test_only_the_approved_plan_is_applied(person: Deployer) -> None:
    words = [*person.applying()]
    words[words.index("--approve") + 1] = "0123456789ab"
    ran = person.run(*words)
    assert ran.exit == 1
    assert "read the plan, then give its digest with --approve" in ran.out
    kept = json.loads(person.journal_file.read_text())
    assert (kept["exit"], kept["journal"][0]["stopped"]) == (1, "approval")


def test_a_run_that_changed_nothing_yet_passes_every_gate(vps: Vps, person: Deployer) -> None:
    with connect(login(person.environ)) as host:
        lock.take(host, RUN, "Mika")
        approved = f"echo plan {person.digest()}"
        journal.perform(host, RUN, apply.APPROVED, approved, show=lambda text: None, timeout=60)
    vps.bot(": >magikal-bot/left-over").check_returncode()
    ran = person.apply()
    assert ran.exit == 1
    assert "edits was nothing when the plan was made, and is ?? left-over." in ran.out


def test_a_run_that_goes_on_passes_the_gates_before_it_starts_a_step(vps: Vps, person: Deployer) -> None:
    with strikes.held(person, "checkout") as process:
        process.kill()
        process.communicate()
        let_go(vps, "checkout")
    vps.bot(": >backups/appdb-$(date +%F).dump").check_returncode()
    ran = person.apply()
    assert ran.exit == 1
    assert "has 0 bytes: there is no backup" in ran.out
    assert "not done: Confirm Alembic current/head." in ran.out
    assert evidence.gather(vps).revision == "2b77b98f792b"


def test_a_fault_before_anything_was_begun_leaves_no_lock(person: Deployer) -> None:
    empty = person.folder / "empty"
    subprocess.run(["git", "init", "-q", str(empty)], check=True)
    words = person.applying()
    words[words.index("--project") + 1] = str(empty)
    ran = person.run(*words)
    assert ran.exit == 2
    assert "has no commit" in ran.out
    assert json.loads(person.journal_file.read_text())["exit"] == 2
    assert "No run holds the deploy lock" in person.run("status", "--facts", str(person.vps.facts)).out


def test_the_environment_is_told_that_is_missing(person: Deployer) -> None:
    ran = person.run(*person.applying(), VPS_HOST="")
    assert ran.exit == 2
    assert ran.out.startswith("deploy: VPS_HOST is not set")


def test_every_command_explains_itself(person: Deployer) -> None:
    for command in ("plan", "apply", "status", "unlock"):
        ran = person.run(command, "--help")
        assert ran.exit == 0
        assert "usage: ci.deploy" in ran.out
