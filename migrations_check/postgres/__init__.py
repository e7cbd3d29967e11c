"""A throwaway Postgres: find the binaries, start, make scratch databases, stop."""

from .binaries import Binaries, find_binaries
from .error import ServerError
from .scratch import Scratch, scratch
from .server import Server, server
from .sessions import connect_command, connected, conninfo, end_sessions

__all__ = [
    "Binaries",
    "Scratch",
    "Server",
    "ServerError",
    "connect_command",
    "connected",
    "conninfo",
    "end_sessions",
    "find_binaries",
    "scratch",
    "server",
]
