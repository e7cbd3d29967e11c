"""The two keys of a connection: ours, and the pinned one of the host."""

from io import StringIO

import paramiko

from .error import HostError
from .login import Login

KINDS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


def private_key(text: str) -> paramiko.PKey:
    """The key of a text in OpenSSH's form or in PEM. Line ends and the last newline may have suffered in a secret."""
    clean = "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
    for kind in KINDS:
        try:
            return kind.from_private_key(StringIO(clean))
        except paramiko.PasswordRequiredException as error:
            raise HostError(
                "the SSH key has a passphrase, and nobody is there to type it: "
                "make a key of its own for the deploy with `ssh-keygen -t ed25519 -N ''`"
            ) from error
        except (paramiko.SSHException, ValueError, IndexError):
            continue
    raise HostError(
        "the SSH key is not a private key of kind Ed25519, ECDSA or RSA: give the whole text of the file "
        "that `ssh-keygen -t ed25519` made, from BEGIN to END, and not the one that ends in .pub"
    )


def pin(known: paramiko.HostKeys, login: Login) -> None:
    """Trust the keys of the lines, and no other."""
    for number, line in enumerate(login.known_hosts.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            _add(known, line.strip(), number)
    if known.lookup(login.pinned_name) is None:
        raise HostError(
            f"VPS_KNOWN_HOSTS has no line for {login.pinned_name}: add the lines that "
            f"`ssh-keyscan -p {login.port} {login.host}` prints, after comparing them with the VPS's own "
            "`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`"
        )


def _add(known: paramiko.HostKeys, line: str, number: int) -> None:
    if line.startswith("@"):
        marker = line.split()[0]
        raise HostError(f"VPS_KNOWN_HOSTS, line {number}: {marker} is not supported; pin the host's own key instead")
    try:
        entry = paramiko.hostkeys.HostKeyEntry.from_line(line, number)
    except (paramiko.SSHException, ValueError) as error:
        raise HostError(f"VPS_KNOWN_HOSTS, line {number}: its key is damaged; copy the line again") from error
    if entry is None or entry.hostnames is None or entry.key is None:
        raise HostError(f"VPS_KNOWN_HOSTS, line {number} is not `host kind key` of a known kind: copy the line again")
    for name in entry.hostnames:
        known.add(name, entry.key.get_name(), entry.key)
