"""The VPS as it is asked: over one connection at a time, and a new one when it is cut."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from .dial import dial
from .error import Cut, HostError, Unreachable
from .files import store
from .login import Login
from .wire import Ended, Wire

FIRST = 30.0  # seconds, for the first connection
SILENCE = 15.0  # seconds without an answer after which a connection counts as lost
PAUSE = 0.2  # seconds, between two tries

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """The exit code, and stdout and stderr together. 124: it took longer than its timeout, and was ended."""

    exit: int
    out: str


class Host:
    """The VPS. `round_trips` counts what waited for it: connections, scripts, files."""

    def __init__(self, login: Login, patience: float) -> None:
        self.round_trips = 0
        self._login = login
        self._patience = patience
        self._silence = min(SILENCE, patience / 2)
        self._wire: Wire | None = None

    def __enter__(self) -> Host:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def ask(self, script: str, *, stdin: bytes = b"", timeout: float = 60) -> Answer:
        """Run a sh script that changes nothing, or that may run twice: it is repeated when the connection drops."""

        def once(wire: Wire) -> Answer:
            out = bytearray()
            ended = wire.run(f"exec 2>&1\n{script}", stdin, out.extend, timeout)
            return Answer(ended.exit, out.decode(errors="replace"))

        return self._persist(once)

    def put(self, data: bytes, path: str) -> None:
        """Write a file, absolute or below the home folder: the old one or the whole new one is there, never a part."""
        self._persist(lambda wire: store(wire, data, path))

    def follow(
        self, script: Callable[[], str], hear: Callable[[bytes], None], *, stdin: bytes, timeout: float
    ) -> Ended:
        """Run a script whose stdout is handed on as it comes; made anew for each connection that it takes."""
        return self._persist(lambda wire: wire.run(script(), stdin, hear, timeout), lasting=self._silence)

    def reach(self) -> None:
        """Connect for the first time. Nothing was begun yet, so that every failure is a HostError."""
        try:
            self._connected(min(FIRST, self._patience))
        except Cut as cut:
            raise HostError(
                f"no connection to the VPS: {cut}; check VPS_HOST, VPS_PORT, its firewall, and that it runs"
            ) from cut

    def _persist(self, attempt: Callable[[Wire], T], lasting: float = math.inf) -> T:
        """Try on new connections until it was lost for longer than the patience.

        An attempt that was heard for longer than `lasting` seconds starts the patience anew.
        """
        lost = math.inf
        while True:
            begun = time.monotonic()
            try:
                wire = self._reconnected()
                self.round_trips += 1
                return attempt(wire)
            except Cut as cut:
                heard = max(begun, self._hang_up())
                lost = heard if heard - begun > lasting else min(lost, heard)
                if time.monotonic() - lost > self._patience:
                    raise self._unreachable(cut) from cut
                time.sleep(PAUSE)

    def _reconnected(self) -> Wire:
        try:
            return self._connected(self._silence)
        except HostError as error:  # sshd refuses users while the VPS boots
            raise Cut(str(error)) from error

    def _connected(self, within: float) -> Wire:
        if self._wire is None:
            self.round_trips += 1
            self._wire = Wire(dial(self._login, within), self._silence)
        return self._wire

    def _hang_up(self) -> float:
        """Close the connection; returns when it was last heard."""
        wire, self._wire = self._wire, None
        if wire is None:
            return 0.0
        wire.close()
        return wire.heard

    def _unreachable(self, cut: Cut) -> Unreachable:
        return Unreachable(
            f"the connection to {self._login.host} was lost for {self._patience:g} s ({cut}): what was begun there "
            "may still be going on; run this again with the same run id to find out"
        )


def connect(login: Login, *, patience: float = 120.0) -> Host:
    """Log in to the VPS. `patience` is for how many seconds a lost connection is sought again.

    Raises HostError where the VPS is not reached, is another one, or lets nobody in.
    """
    host = Host(login, patience)
    host.reach()
    return host
