"""Which programs a project may start while its chain is replayed."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from typing import Any

from migrations_check.recorder.guard.target import words

CLIENTS = frozenset(
    {
        "psql",
        "pg_dump",
        "pg_dumpall",
        "pg_restore",
        "pg_basebackup",
        "pg_isready",
        "pg_receivewal",
        "pg_recvlogical",
        "pg_amcheck",
        "pgbench",
        "createdb",
        "createuser",
        "dropdb",
        "dropuser",
        "clusterdb",
        "reindexdb",
        "vacuumdb",
        "vacuumlo",
        "pgcli",
        "usql",
        "pgloader",
        "sqitch",
        "dbmate",
    }
)
HARMLESS = frozenset(
    {
        "git",
        "hg",
        "uname",
        "hostname",
        "whoami",
        "id",
        "date",
        "pwd",
        "echo",
        "printf",
        "true",
        "false",
        "cat",
        "ls",
        "head",
        "tail",
        "wc",
        "test",
        "which",
        "dirname",
        "basename",
        "locale",
        "tty",
        "stty",
        "tput",
        "nproc",
        "arch",
        "getconf",
        "lscpu",
        "lsb_release",
        "sw_vers",
        "sysctl",
        "file",
        "ldconfig",
        "gcc",
        "cc",
        "ld",
        "objdump",
        "ip",
        "ifconfig",
        "arp",
        "netstat",
        "black",
        "ruff",
        "isort",
    }
)
SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh"})


def reaches_postgres(command: Any) -> bool:
    """Whether a client of Postgres is named anywhere: behind sudo, docker, env or a shell as well."""
    return any(os.path.basename(word) in CLIENTS for word in re.split(r"[\s;&|()`$<>'\"]+", words(command)))


def is_harmless(command: Any) -> bool:
    return all(os.path.basename(program) in HARMLESS for program in _programs(command))


def _programs(command: Any) -> Iterator[str]:
    parts = [os.fsdecode(part) for part in command] if isinstance(command, list | tuple) else None
    if parts is None:
        yield from _in_shell(words(command))
    elif os.path.basename(parts[0]) in SHELLS and parts[1:2] == ["-c"]:
        yield from _in_shell(parts[2])
    else:
        yield parts[0]


def _in_shell(text: str) -> Iterator[str]:
    """The first word of each simple command; a text that cannot be read is its own, unknown, program."""
    lexer = shlex.shlex(text.replace("\n", ";"), posix=True, punctuation_chars="();&|`$<>")
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:
        tokens = [text]
    begins = True
    for token in tokens:
        if set(token) <= set("();&|`$"):
            begins = True
        elif begins and not re.match(r"\w+=", token):
            yield token
            begins = False
