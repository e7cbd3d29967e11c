"""The operating system's user that runs the server: Postgres refuses root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from .error import ServerError


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int
    switched: bool  # root must become this user


def server_account() -> Account:
    """The user to run the server as: this one, or for root `postgres`, else `nobody`."""
    if os.geteuid() == 0:
        return _instead_of_root()
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise ServerError(
            f"The user id {os.geteuid()} has no name in /etc/passwd, and initdb refuses to run without one: "
            "run as a user that has one, or give a running server with --postgres URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switched=False)


def _instead_of_root() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switched=True)
    raise ServerError(
        "Postgres refuses to run as root, and there is no user `postgres` or `nobody` to run it as: "
        "make one (`useradd --system postgres`), or run the command as an ordinary user."
    )


def reaches(account: Account, path: Path) -> bool:
    """Whether the account may enter `path` and every folder above it."""
    if not account.switched:
        return os.access(path, os.X_OK)
    path = path.resolve()
    return all(_enters(account, place.stat()) for place in (path, *path.parents))


def _enters(account: Account, status: os.stat_result) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
