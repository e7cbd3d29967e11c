"""The layer that all VPSes of a test session share: built once, in some seconds, and never written to again."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from migrations_check.postgres import find_binaries

from .disks import Disk, disk, entering
from .machine import Machine
from .packages import copy_packages
from .repository import Repository, fill, go_on

HERE = Path(__file__).parent
HOME = Path("home/magikalbot")
REMOTE = "https://github.com/magikal/magikal-bot.git"
SIZE = 1 << 30  # bytes; what is not used takes no memory
STAND_IN = "usr/lib/systemctl-replacement"


@dataclass(frozen=True)
class Base:
    disk: Disk
    lower: str  # of a VPS: the folders under its own
    origin: Path
    then: str  # commits
    now: str
    host_key: str  # as ssh-keygen writes a public one
    key: str  # the private key that logs in, in OpenSSH's form


@cache
def base() -> Base:
    """Build the layer, once in a process."""
    own = disk("base", SIZE)
    origin = repository(own, "origin")
    then = fill(origin)
    lay_out(own, origin)
    key = login_key(own.path)
    first_boot(own)
    lower = f"{own.inside}/upper:/"
    host_key = (own.path / "upper/etc/ssh/ssh_host_ed25519_key.pub").read_text()
    return Base(own, lower, origin.path, then, go_on(origin), host_key, key)


def repository(own: Disk, name: str) -> Repository:
    """One on the disk: git wants real paths, and there are none from outside."""
    return Repository(own.path / name, entering(own.keeper), own.inside / name)


def lay_out(own: Disk, origin: Repository) -> None:
    """The files that are there before the machine is switched on for the first time."""
    upper = own.path / "upper"
    shutil.copytree(HERE / "files", upper, dirs_exist_ok=True)
    bot = repository(own, f"upper/{HOME}/magikal-bot")
    origin.git("clone", "--quiet", "--no-hardlinks", str(origin.inside), str(bot.inside))
    bot.git("remote", "set-url", "origin", REMOTE)
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    requirements = (bot.path / "requirements.txt").read_text().splitlines()
    copy_packages(requirements, bot.path / ".venv/lib" / python / "site-packages")
    copy_packages(["docker-systemctl-replacement"], upper / STAND_IN)
    (upper / "etc/vps.conf").write_text(f"PYTHON={interpreter()}\nBINARIES={find_binaries().directory}\n")


def interpreter() -> Path:
    """The Python under the tests' own virtual environment."""
    return Path(sys._base_executable).resolve()  # type: ignore[attr-defined]


def login_key(folder: Path) -> str:
    """A new key that may log in as magikalbot and as root."""
    file = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "deploy", "-f", str(file)], check=True)
    line = "restrict " + file.with_suffix(".pub").read_text()
    for home in (HOME, Path("root")):
        place = folder / "upper" / home / ".ssh"
        place.mkdir(parents=True)
        (place / "authorized_keys").write_text(line)
    return file.read_text()


def first_boot(own: Disk) -> None:
    """Switch it on, which makes users, database and environment and starts the bot; and shut it down in order."""
    machine = Machine(own, "/")
    machine.power_on()
    machine.run(
        "systemctl stop magikal-bot && . /etc/vps.conf && "
        "setpriv --reuid=postgres --regid=postgres --init-groups $BINARIES/pg_ctl stop -s -D /var/lib/postgresql/data"
    )
    machine.power_off()
