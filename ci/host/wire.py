"""One connection, from logging in until it is cut; nothing is tried twice here."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import paramiko

from .error import Cut, HostError

PIECE = 1 << 17  # bytes, of what is sent or received at once
BEGIN = b"\1"
# What the login shell's start-up files print comes before the mark.
BOOT = 'exec timeout -k 5 {seconds:g} sh -c \'printf "\\001"; eval "$(head -c {size})"\''


def whole(script: str) -> bytes:
    """The script as sh reads it: to its last brace before it runs anything, so that a part of it runs nothing."""
    return f"{{\n{script}\n}}".encode()


@dataclass(frozen=True)
class Ended:
    """How a script ended: its exit code, and what it wrote to stderr."""

    exit: int
    err: str


@dataclass
class Wire:
    """A logged-in client; `silence` is how many seconds the VPS may leave us without an answer.

    `heard` is when it last answered, by the monotonic clock; 0 before it did.
    """

    client: paramiko.SSHClient
    silence: float
    heard: float = 0.0

    def run(self, script: str, stdin: bytes, hear: Callable[[bytes], None], timeout: float) -> Ended:
        """Run a script with sh, and hand on its stdout as it comes.

        The VPS itself ends it after `timeout` seconds, with exit code 124.
        """
        text = whole(script)
        with self.answering():
            channel = self.transport.open_session(timeout=self.silence)
            channel.exec_command(BOOT.format(seconds=timeout, size=len(text)))
        try:
            self._send(channel, text + stdin)
            self._receive(channel, hear)
            return self._end(channel)
        finally:
            with suppress(paramiko.SSHException, EOFError, OSError):  # on a connection that is lost already
                channel.close()

    def close(self) -> None:
        self.client.close()

    @property
    def transport(self) -> paramiko.Transport:
        transport = self.client.get_transport()
        if transport is None:
            raise Cut("it is closed")
        return transport

    def _send(self, channel: paramiko.Channel, data: bytes) -> None:
        """Send stdin. A script that ended without reading it says so by its exit code."""
        for start in range(0, len(data), PIECE):
            with self.answering():
                try:
                    channel.sendall(data[start : start + PIECE])
                except OSError:
                    if channel.closed or channel.eof_received:
                        return
                    raise
        with self.answering():
            channel.shutdown_write()

    def _receive(self, channel: paramiko.Channel, hear: Callable[[bytes], None]) -> None:
        noise: bytearray | None = bytearray()
        for data in self._pieces(channel):
            if noise is None:
                hear(data)
                continue
            noise += data
            if BEGIN in noise:
                _, _, rest = bytes(noise).partition(BEGIN)
                noise = None
                hear(rest)
        if noise is not None:
            said = (noise.decode(errors="replace") + self._end(channel).err).strip() or "it said nothing"
            raise HostError(f"the VPS let us in and ran no command: {said}; does the user have a login shell?")

    def _pieces(self, channel: paramiko.Channel) -> Iterator[bytes]:
        channel.settimeout(self.silence / 3)
        while True:
            try:
                data = channel.recv(PIECE)
            except TimeoutError:
                self.ping()
                continue
            if not data:
                return
            self.heard = time.monotonic()
            yield data

    def _end(self, channel: paramiko.Channel) -> Ended:
        """paramiko says -1 for a lost connection and for a shell that was killed: both are unknown, not failed."""
        if not channel.status_event.wait(self.silence) or channel.exit_status == -1:
            raise Cut("the connection broke off")
        self.heard = time.monotonic()
        err = b"".join(iter(lambda: channel.recv_stderr(PIECE), b""))
        return Ended(channel.exit_status, err.decode(errors="replace"))

    def ping(self) -> None:
        """The heartbeat: whether a channel is opened or refused, it is an answer."""
        with self.answering(), suppress(paramiko.ChannelException):
            self.transport.open_session(timeout=self.silence).close()
        self.heard = time.monotonic()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Close the connection when an answer does not come: paramiko waits for some of them for ever."""
        late = threading.Timer(self.silence, self.client.close)
        late.daemon = True
        late.start()
        try:
            yield
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise Cut(str(error) or "the connection broke off") from error
        finally:
            late.cancel()
