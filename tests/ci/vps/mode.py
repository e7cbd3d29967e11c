"""What of a VPS this machine can give the tests, and why not more."""

import os
import shutil
import subprocess
from functools import cache

from migrations_check.postgres.installs import system_installs

from .machine import NAMESPACES

PROGRAMS = ("bash", "git", "nsenter", "setpriv", "ssh", "ssh-keygen", "sshd", "sudo", "unshare", "useradd")
TRIAL = """
mount -t tmpfs vps /srv && cd /srv && mkdir upper work root &&
mount -t overlay -o lowerdir=/,upperdir=/srv/upper,workdir=/srv/work vps root
"""


def header() -> str:
    """The line of pytest's header."""
    why = lacking()
    return f"test VPS: stand-ins, since {why}" if why else "test VPS: namespaces, with its own sshd, sudo and Postgres"


@cache
def lacking() -> str:
    """Why there can be no VPS in namespaces; empty where there can."""
    if os.geteuid() != 0:
        return "the tests do not run as root"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    for program in PROGRAMS:
        if not shutil.which(program, path=path):
            return f"there is no {program}"
    if not any(str(place).startswith("/usr/") for place in system_installs()):
        return "the system has no Postgres of its own"
    tried = subprocess.run(["unshare", *NAMESPACES, "--fork", "sh", "-c", TRIAL], capture_output=True, text=True)
    return f"namespaces do not work here ({tried.stderr.strip()})" if tried.returncode else ""
