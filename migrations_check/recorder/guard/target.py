"""Which database a driver would reach, and whether that is one of this run's own."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MAINTENANCE = "postgres"
READ_ONLY = "-c default_transaction_read_only=on"

# The parameters that say where a connection goes, and from where libpq takes those that are not given.
VARIABLES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "service": "PGSERVICE",
}

SECRETS = (
    (re.compile(r"(://[^:/@\s]*):[^@\s]*@"), r"\1:***@"),
    (re.compile(r"(?i)(\b\w*(?:password|passwd|pwd)=)('[^']*'|\"[^\"]*\"|\S+)"), r"\1***"),
)


@dataclass(frozen=True)
class Allowed:
    """This run's server and its scratch databases; more are added while it runs.

    `user` says as whom the run connects. It is not judged: another role is no other database.
    """

    host: str
    port: int
    user: str
    databases: set[str] = field(default_factory=set)

    def allow(self, name: str) -> None:
        self.databases.add(name)

    def names(self) -> frozenset[str]:
        """What the server's host may be called: its name and its addresses."""
        if self.host in LOOPBACK:
            return LOOPBACK
        found = socket.getaddrinfo(self.host, self.port, proto=socket.IPPROTO_TCP)
        return frozenset({self.host, *(str(address[0]) for *_, address in found)})


def filled(params: Mapping[str, Any], environ: Mapping[str, str]) -> dict[str, str]:
    """The parameters that libpq connects with, named as libpq names them; those that nobody gave are left out."""
    named = {**params, "dbname": params.get("dbname") or params.get("database")}
    found = {name: named.get(name) or environ.get(variable) for name, variable in VARIABLES.items()}
    return {"port": "5432"} | {name: str(value) for name, value in found.items() if value}


def is_allowed(target: Mapping[str, str], allowed: Allowed, names: Iterable[str], maintenance: bool) -> bool:
    """Whether the target is complete, is one server only, and is ours."""
    databases = {*allowed.databases, MAINTENANCE} if maintenance else allowed.databases
    return (
        "service" not in target
        and target.get("host", "").lower() in names
        and target.get("hostaddr", allowed.host) in names
        and target["port"] == str(allowed.port)
        and target.get("dbname") in databases
    )


def described(target: Mapping[str, str]) -> str:
    """The target as a URL without its password."""
    if "service" in target:
        return f"the service {target['service']} of a service file"
    user = f"{target['user']}@" if target.get("user") else ""
    database = target.get("dbname", "")
    host = target.get("hostaddr") or target.get("host", "")
    if not host:
        return f"postgresql://{user}/{database} (no host given: the default unix socket)"
    if host.startswith(("/", "@")):
        return f"postgresql://{user}/{database}?host={host}&port={target['port']}"
    hosts, ports = host.split(","), target["port"].split(",")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    servers = ",".join(f"[{h}]:{p}" if ":" in h else f"{h}:{p}" for h, p in zip(hosts, ports, strict=False))
    return f"postgresql://{user}{servers}/{database}" + ("" if database else " (no database given)")


def hidden(text: str) -> str:
    """The text without the passwords in it."""
    for secret, instead in SECRETS:
        text = secret.sub(instead, text)
    return text


def words(command: Any) -> str:
    """A command as one line of text, however it was given."""
    parts = command if isinstance(command, list | tuple) else [command]
    return " ".join(os.fsdecode(part) for part in parts)
