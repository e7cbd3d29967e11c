"""Something to log in to: a real sshd, or paramiko's own server where there is none; and a proxy that cuts.

Both run real shell commands as the user who runs the tests, with a home folder of their own.
"""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import paramiko

from ci.host import Login
from tests.ci.paramiko_server import Server
from tests.ci.proxy import Proxy

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/sbin")
IN_USE = SSHD or f"paramiko {paramiko.__version__}'s server, since there is no sshd"

CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
Subsystem sftp internal-sftp
SetEnv HOME={home}
"""


@dataclass(frozen=True)
class Machine:
    """A server to log in to through a proxy; `direct` goes past it."""

    login: Login
    direct: Login
    home: Path
    proxy: Proxy

    @property
    def state(self) -> Path:
        return self.home / ".local/state/migrations-check"


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """The best server that this computer has, behind a proxy."""
    home = folder / "home"
    home.mkdir(parents=True)
    with ExitStack() as stack:
        direct = stack.enter_context(sshd(folder, home) if SSHD else paramiko_server(folder, home, {}))
        proxy = stack.enter_context(Proxy(direct.port))
        pinned = direct.known_hosts.replace(direct.pinned_name, f"[127.0.0.1]:{proxy.port}")
        yield Machine(replace(direct, port=proxy.port, known_hosts=pinned), direct, home, proxy)


@contextmanager
def sshd(folder: Path, home: Path) -> Iterator[Login]:
    """OpenSSH's server, on a free port."""
    Path("/run/sshd").mkdir(exist_ok=True) if os.getuid() == 0 else None
    login = _login(folder, _free_port())
    config = folder / "sshd_config"
    config.write_text(CONFIG.format(port=login.port, folder=folder, home=home))
    with (folder / "sshd.log").open("wb") as log:
        process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(config)], stderr=log)
    try:
        _wait_for(login.port)
        yield login
    finally:
        process.terminate()
        process.wait()


@contextmanager
def paramiko_server(folder: Path, home: Path, environ: Mapping[str, str]) -> Iterator[Login]:
    """paramiko's server; what it runs sees this environment on top of ours."""
    login = _login(folder, _free_port())
    keys = paramiko.ECDSAKey(filename=str(folder / "host_key")), (folder / "authorized_keys").read_text().split()[1]
    with Server(login.port, *keys, {**os.environ, "HOME": str(home), **environ}):
        yield login


def _login(folder: Path, port: int) -> Login:
    host, user = paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate()
    for key, name in (host, "host_key"), (user, "user_key"):
        key.write_private_key_file(str(folder / name))
    (folder / "authorized_keys").write_text(f"{user.get_name()} {user.get_base64()}\n")
    known_hosts = f"[127.0.0.1]:{port} {host.get_name()} {host.get_base64()}\n"
    return Login("127.0.0.1", port, getpass.getuser(), (folder / "user_key").read_text(), known_hosts)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise AssertionError("sshd did not start: see sshd.log")
