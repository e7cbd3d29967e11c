"""The SSH connection to the VPS, and the only importer of paramiko."""

from .error import HostError, Unreachable
from .host import Answer, Host, connect
from .login import Login, login
from .wire import Ended

__all__ = ["Answer", "Ended", "Host", "HostError", "Login", "Unreachable", "connect", "login"]
