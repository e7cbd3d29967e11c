"""The VPS without root or namespaces: its folders lie below another, and some of its programs are stand-ins.

The shell, git, Alembic, Postgres and the bot are real; sshd is paramiko's, and sudo, systemctl, journalctl,
loginctl and id are scripts on PATH. A power cut spares Postgres, and the disk cannot be filled.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import paramiko
import psycopg
from sqlalchemy import URL

from migrations_check.postgres import find_binaries, server

from .in_namespaces import DUMP_OF_TODAY, FACTS
from .packages import copy_packages
from .repository import Repository, fill, go_on
from .stand_in import StandIn, watch
from .vps import USER, Vps

HERE = Path(__file__).parent
FOLDERS = ("etc", "run", "var/log/journal", "home/magikalbot/backups")
MOVED = ("/home/magikalbot", "/etc/magikal-bot")
CREATE = ("CREATE ROLE magikalbot LOGIN PASSWORD 'secret-of-the-database'", "CREATE DATABASE appdb OWNER magikalbot")
UPGRADE = """
cd magikal-bot; set -a; . $VPS/etc/magikal-bot.env; set +a
./.venv/bin/python -m alembic -c migrations/alembic.ini upgrade head
"""


@contextmanager
def of_stand_ins(folder: Path) -> Iterator[Vps]:
    """A VPS for the time of the block; everything of it lies in `folder`."""
    root = folder / "vps"
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    origin = Repository(folder / "origin")
    origin.path.mkdir()
    then = fill(origin)
    lay_out(root, origin)
    now = go_on(origin)
    with server() as postgres, watch(root) as watching:
        machine = StandIn(root, path_of(root), paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate(), free_port())
        try:
            fill_database(postgres.url, machine)
            machine.power_on()
            known_hosts = f"[127.0.0.1]:{machine.port} {machine.host_key.get_name()} {machine.host_key.get_base64()}\n"
            (folder / "known_hosts").write_text(known_hosts)
            machine.key.write_private_key_file(str(folder / "key"))
            login = ("127.0.0.1", machine.port, USER, folder / "key", known_hosts)
            yield Vps(*login, origin.path, then, now, folder / "vps.toml", machine)
        finally:
            machine.remove()
            watching.communicate()


def lay_out(root: Path, origin: Repository) -> None:
    """The documented files, with their paths moved below `root`."""
    for name in ("etc/magikal-bot.env", "etc/sudoers.d", "etc/systemd", "usr/bin", "home/magikalbot/bin"):
        source = HERE / "files" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)
    shutil.copytree(HERE / "stand_ins", root / "usr/bin", dirs_exist_ok=True)
    for file in (root / "home/magikalbot/bin/magikal-db-dump", root / "etc/systemd/system/magikal-bot.service"):
        file.write_text(moved(file.read_text(), root))
    (root.parent / "vps.toml").write_text(moved(FACTS.read_text(), root))
    bot = root / "home/magikalbot/magikal-bot"
    origin.git("clone", "--quiet", "--no-hardlinks", str(origin.path), str(bot))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bot / ".venv")], check=True)
    packages = next((bot / ".venv/lib").iterdir()) / "site-packages"
    copy_packages((bot / "requirements.txt").read_text().splitlines(), packages)


def moved(text: str, root: Path) -> str:
    for place in MOVED:
        text = text.replace(place, f"{root}{place}")
    return text


def path_of(root: Path) -> str:
    """The stand-ins first, then this Postgres's own pg_dump and pg_restore."""
    return f"{root}/usr/bin:{find_binaries().directory}:{os.environ['PATH']}"


def fill_database(maintenance: URL, machine: StandIn) -> None:
    """The bot's database as it was three revisions ago, with rows, and last night's backup of it."""
    file = machine.root / "etc/magikal-bot.env"
    file.write_text(file.read_text().replace("127.0.0.1:5432", f"127.0.0.1:{maintenance.port}"))
    execute(maintenance, *CREATE)
    own = maintenance.set(username=USER, password="secret-of-the-database", database="appdb")
    execute(own, (machine.root / "home/magikalbot/magikal-bot/migrations/baseline.sql").read_text())
    machine.run(UPGRADE).check_returncode()
    execute(own, (HERE / "files/usr/local/share/rows.sql").read_text())
    machine.run(DUMP_OF_TODAY).check_returncode()
    (machine.root / "var/log/journal/magikal-bot.journal").touch()


def execute(url: URL, *statements: str) -> None:
    target = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(target, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
