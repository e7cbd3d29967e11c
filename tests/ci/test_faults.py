"""The faults that strike while the database is changed, each on a VPS of its own; `nox -s faults` strikes them all."""

from pathlib import Path

import pytest

from tests.ci import evidence
from tests.ci.commits import HOSTILE
from tests.ci.deploying import ROOT, deployer
from tests.ci.faults import CODE, FAULTS, Fault
from tests.ci.vps import Vps, mode

GRAVEST = tuple(fault for fault in FAULTS if fault.step == "upgrade" or fault.name == "eight deploys at once")

pytestmark = pytest.mark.skipif(bool(mode.lacking()), reason=f"no VPS in namespaces: {mode.lacking()}")


@pytest.mark.parametrize("fault", GRAVEST, ids=lambda fault: f"{fault.name}, {fault.step}")
def test_a_deploy_that_is_struck(fault: Fault, vps: Vps, tmp_path: Path) -> None:
    person = deployer(vps, tmp_path / "person")
    evidence.watch(vps)
    before = evidence.gather(vps)
    ran = fault.strike(person)
    after = evidence.gather(vps)
    assert ran.exit == fault.exit, ran.out
    assert fault.sentence in ran.out.replace("\\", ""), ran.out
    assert after.revision == fault.revision, ran.out
    assert after.rows == before.rows
    assert after.upgrades <= 1
    assert after.starts <= 1
    assert evidence.secrets_in(person, ran) == []
    assert f'File "{ROOT}' not in ran.out


def test_hostile_text_commands_nothing_of_github(vps: Vps, tmp_path: Path) -> None:
    fault = next(fault for fault in CODE if fault.name == "hostile text")
    summary = tmp_path / "summary.md"
    out = fault.strike(deployer(vps, tmp_path / "person", GITHUB_STEP_SUMMARY=str(summary))).out
    assert "\x1b" not in out
    assert HOSTILE not in out
    assert "\\<script\\>alert(1)\\</script\\>" in summary.read_text()
    assert "\n::" not in summary.read_text()
    lines = out[out.index("::stop-commands::") :].splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    assert lines[-1] == f"::{token}::"
    assert "::error file=README.md::pwned" in lines[1:-1]
