"""Log in once."""

import logging
import socket
import threading
import time

import paramiko

from .error import Cut, HostError
from .keys import pin, private_key
from .login import Login

logging.getLogger("paramiko").addHandler(logging.NullHandler())  # it would print tracebacks of lost connections


def dial(login: Login, within: float) -> paramiko.SSHClient:
    """A client that has logged in, after `within` seconds at most.

    Raises HostError where trying again is of no use, Cut where it may be.
    """
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    pin(client.get_host_keys(), login)
    key = private_key(login.key)
    deadline = time.monotonic() + within
    line = _socket(login, within)
    late = threading.Timer(max(0.0, deadline - time.monotonic()), client.close)  # paramiko's time-outs add up
    late.daemon = True
    late.start()
    try:
        client.connect(
            login.host,
            login.port,
            login.user,
            pkey=key,
            sock=line,
            allow_agent=False,
            look_for_keys=False,
            timeout=within,
            banner_timeout=within,
            auth_timeout=within,
            channel_timeout=within,
        )
    except Exception as error:
        alive = _is_alive(client)
        client.close()
        line.close()
        raise _told(error, login, alive) from error
    finally:
        late.cancel()
    return client


def _socket(login: Login, within: float) -> socket.socket:
    try:
        addresses = socket.getaddrinfo(login.host, login.port, type=socket.SOCK_STREAM)
        line = socket.create_connection((login.host, login.port), timeout=within / len(addresses))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line
    except socket.gaierror as error:
        raise HostError(f"VPS_HOST, {login.host}, has no address ({error.strerror}): check the name") from error
    except OSError as error:
        why = "it did not answer" if isinstance(error, TimeoutError) else error.strerror or str(error)
        raise Cut(f"{login.host} port {login.port}: {why}") from error


def _is_alive(client: paramiko.SSHClient) -> bool:
    transport = client.get_transport()
    return transport is not None and transport.is_active()


def _told(error: Exception, login: Login, alive: bool) -> Exception:
    """An error of paramiko in our words."""
    if isinstance(error, paramiko.BadHostKeyException):
        return HostError(
            f"{login.pinned_name} shows another host key ({error.key.fingerprint}) than VPS_KNOWN_HOSTS has "
            f"({error.expected_key.fingerprint}): either the VPS was set up anew or somebody stands in between; "
            "compare with `ssh-keygen -lf` on the VPS's own console before you change the variable"
        )
    if isinstance(error, paramiko.AuthenticationException) and alive:
        return HostError(
            f"{login.user}@{login.host} refused the SSH key: its public half must stand in "
            f"~{login.user}/.ssh/authorized_keys on the VPS, and VPS_USER must be that user"
        )
    return Cut(f"{login.host} port {login.port}: {error or 'it did not answer in time'}")
