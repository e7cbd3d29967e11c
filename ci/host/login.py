"""Where and how to log in, from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .error import HostError

NAME = re.compile(r"[A-Za-z0-9._:-]+")


@dataclass(frozen=True)
class Login:
    """`key` is the private key's text, `known_hosts` the lines that pin the host's key."""

    host: str
    port: int
    user: str
    key: str = field(repr=False)
    known_hosts: str

    @property
    def pinned_name(self) -> str:
        """The name under which known_hosts has this host."""
        return self.host if self.port == 22 else f"[{self.host}]:{self.port}"


def login(environ: Mapping[str, str]) -> Login:
    """Read the VPS_ variables; an empty one counts as missing, since that is how GitHub passes a secret not set.

    Raises HostError, naming the variable.
    """
    host = _needed(environ, "VPS_HOST", "the name or address of the VPS")
    if not NAME.fullmatch(host):
        raise HostError(
            f"VPS_HOST is {host!r}: give the name or address alone; user and port are VPS_USER and VPS_PORT"
        )
    known_hosts = _needed(
        environ, "VPS_KNOWN_HOSTS", f"the lines that `ssh-keyscan {host}` prints, compared by a person"
    )
    user = environ.get("VPS_USER", "").strip() or "magikalbot"
    return Login(host, _port(environ), user, _key(environ), known_hosts)


def _needed(environ: Mapping[str, str], name: str, what: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise HostError(f"{name} is not set: set it to {what}")
    return value


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("VPS_PORT", "").strip() or "22"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise HostError(f"VPS_PORT is {text!r}: set it to a number from 1 to 65535, or leave it out for 22")
    return int(text)


def _key(environ: Mapping[str, str]) -> str:
    text, file = (environ.get(name, "").strip() for name in ("VPS_SSH_KEY", "VPS_SSH_KEY_FILE"))
    if bool(text) == bool(file):
        both = "both are set" if text else "neither is set"
        raise HostError(f"of VPS_SSH_KEY (the private key's text) and VPS_SSH_KEY_FILE (its path) {both}: set one")
    if text:
        return text
    try:
        return Path(file).expanduser().read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise HostError(f"VPS_SSH_KEY_FILE, {file}, cannot be read: {error}") from error
