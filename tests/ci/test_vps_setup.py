"""The one-time set-up of the VPS, run as root on a real one."""

import pytest

from tests.ci.deploying import ROOT
from tests.ci.vps import Vps, mode

pytestmark = pytest.mark.skipif(bool(mode.lacking()), reason=f"no VPS in namespaces: {mode.lacking()}")

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFZPl0eVeuXn0P7hJcqjGxkkUJrC3Y5mF3Zz9X1c2d3e the-deploy"


@pytest.fixture
def setup(vps: Vps) -> Vps:
    """A VPS as the document leaves it: nobody has prepared it for the deploy."""
    script = (ROOT / "ci/vps-setup").read_text()
    vps.root(f"cat >/root/vps-setup <<'END'\n{script}END\nrm /etc/sudoers.d/magikal-bot").check_returncode()
    return vps


def test_it_makes_what_is_missing_once(setup: Vps) -> None:
    looked = setup.root(f"sh vps-setup --check '{KEY}'")
    assert looked.returncode == 1
    assert looked.stdout == (
        "missing: the key in /home/magikalbot/.ssh/authorized_keys\n"
        "missing: the rights in /etc/sudoers.d/magikal-bot-deploy\n"
        "2 of it is missing: run this without --check\n"
    )
    made = setup.root(f"sh vps-setup '{KEY}'")
    assert made.returncode == 0, made.stderr
    assert f"NAME {' '.join(setup.known_hosts.split()[1:3])}" in made.stdout
    assert setup.root(f"sh vps-setup --check '{KEY}'").returncode == 0
    again = setup.root(f"sh vps-setup '{KEY}'")
    assert "making" not in again.stdout
    assert setup.root("grep -c the-deploy /home/magikalbot/.ssh/authorized_keys").stdout == "1\n"


def test_what_it_permits_is_what_the_deploy_asks_for(setup: Vps) -> None:
    refused = setup.ssh("sudo -n systemctl status magikal-bot --no-pager")
    assert refused.returncode == 1
    setup.root(f"sh vps-setup '{KEY}'").check_returncode()
    assert setup.ssh("sudo -n systemctl status magikal-bot --no-pager").returncode == 0
    assert setup.ssh("sudo -n journalctl -u magikal-bot -n 120 --no-pager").returncode == 0
    assert setup.ssh("sudo -n systemctl stop magikal-bot").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "give the public key of the deploy"),
        ("-----BEGIN", "give the public key of the deploy"),
    ],
)
def test_it_wants_a_public_key(setup: Vps, words: str, said: str) -> None:
    ran = setup.root(f"sh vps-setup '{words}'")
    assert ran.returncode == 2
    assert said in ran.stderr


def test_what_it_may_not_change_it_names(setup: Vps) -> None:
    setup.root("chmod 600 /etc/magikal-bot.env").check_returncode()
    ran = setup.root(f"sh vps-setup '{KEY}'")
    assert ran.returncode == 2
    assert "magikalbot cannot read /etc/magikal-bot.env: chgrp magikalbot" in ran.stderr
