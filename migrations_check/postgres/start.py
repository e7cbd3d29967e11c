"""Start `postgres` itself, and wait until it takes connections."""

import secrets
import socket
import time
from contextlib import suppress
from pathlib import Path

from psycopg import sql
from sqlalchemy import URL

from .binaries import Binaries
from .data import USER
from .error import ServerError
from .faults import PORT_TAKEN, fault
from .guard import Guard
from .sessions import connected

PATIENCE = 60.0  # seconds; it takes a sixteenth
POLL = 0.002  # seconds
PORTS = 5  # how many to try

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket's URL has a % in it, which alembic's ini interpolates
    "dynamic_shared_memory_type": "mmap",  # in the data directory, so no segment is left behind
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_init_zero": "off",
    "wal_recycle": "off",
    "autovacuum": "off",  # it would hold databases that are to be cloned
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def start(binaries: Binaries, guard: Guard, password: str) -> URL:
    """Start the server on a free port of the loopback. Returns the URL with a password of this run alone."""
    for _ in range(PORTS):
        port = _free_port()
        if _started(binaries, guard, port):
            return _renewed(_url(port, password))
        if PORT_TAKEN not in guard.output():
            break
    raise fault(f"{binaries.origin} did not start", guard)


def _started(binaries: Binaries, guard: Guard, port: int) -> bool:
    guard.folder.log.unlink(missing_ok=True)
    guard.start([binaries.directory / "postgres", "-D", guard.folder.data, "-p", str(port), *_settings()])
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if guard.ended(within=POLL) is not None:
            return False
        if _ready(guard.folder.data):
            return True
    raise ServerError(
        f"{binaries.origin} did not take connections within {PATIENCE:.0f} s: is the machine overloaded?",
        guard.output(),
    )


def _settings() -> list[str]:
    return [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]


def _ready(data: Path) -> bool:
    """The eighth line of postmaster.pid is the state that pg_ctl itself waits for."""
    with suppress(OSError, IndexError):
        return (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _url(port: int, password: str) -> URL:
    return URL.create("postgresql+psycopg", USER, password, "127.0.0.1", port, "postgres")


def _renewed(url: URL) -> URL:
    """The same with a new password: the one in the cached data directory is everybody's who can read it."""
    password = secrets.token_hex(16)
    change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(USER), sql.Literal(password))
    with connected(url) as connection:
        connection.execute(change)
    return url.set(password=password)
