"""The third layer: Python's audit events, for what no driver told: sockets, other programs, libpq by ctypes."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from typing import Any

from migrations_check.recorder.guard.gate import Gate
from migrations_check.recorder.guard.programs import is_harmless, reaches_postgres
from migrations_check.recorder.guard.target import words
from migrations_check.recorder.stack import PROJECT, frames

LOG_SOCKETS = ("/dev/log", "/var/run/syslog", "/var/run/log")


def guard(gate: Gate) -> None:
    watched: dict[str, Callable[[Any], None]] = {
        "socket.connect": lambda args: _connects(gate, args[0], args[1]),
        "sqlite3.connect": lambda args: gate.refuse(f"sqlite:///{words(args[0])}"),
        "subprocess.Popen": lambda args: _starts(gate, args[1] or args[0]),
        "os.system": lambda args: _starts(gate, args[0]),
        "os.exec": lambda args: _starts(gate, args[1] or args[0]),
        "os.posix_spawn": lambda args: _starts(gate, args[1] or args[0]),
        "os.spawn": lambda args: _starts(gate, args[2] or args[1]),
        "ctypes.dlopen": lambda args: _loads(gate, args[0]),
    }

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in watched:
            watched[event](args)

    sys.addaudithook(hook)


def _connects(gate: Gate, sock: Any, address: Any) -> None:
    if sock.type == socket.SOCK_DGRAM:
        return  # no database listens to datagrams
    if isinstance(address, tuple):
        host, port = address[:2]
        if host not in gate.names or port != gate.allowed.port:
            gate.refuse(f"{host}:{port}")
    elif os.fsdecode(address) not in LOG_SOCKETS:
        gate.refuse(f"the unix socket {os.fsdecode(address)}")


def _starts(gate: Gate, command: Any) -> None:
    """A program has a database of its own in mind; only what cannot have one is let through.

    Installed libraries start formatters, compilers and the like, so of theirs only Postgres' clients are refused.
    """
    if reaches_postgres(command):
        gate.refuse(f"the program {words(command)}")
    owner, _ = gate.project.author(frames())
    if owner == PROJECT and not is_harmless(command):
        gate.refuse(f"the program {words(command)}")


def _loads(gate: Gate, library: Any) -> None:
    if library is None or not os.path.basename(os.fsdecode(library)).startswith("libpq"):
        return
    _, module = gate.project.author(frames())
    if module.partition(".")[0] != "psycopg":
        gate.refuse(f"the library {os.fsdecode(library)}")
