"""One connection, from logging in until it is cut; nothing is tried twice here."""

import hashlib
import shlex
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

import paramiko

from .error import Cut, HostError

PIECE = 1 << 17  # bytes, of what is sent or received at once
BEGIN = b"\1"
# What the login shell's start-up files print comes before the mark. The script is read whole before any of it runs,
# so a connection that is cut in the middle of it runs nothing.
BOOT = 'exec timeout -k 5 {seconds:g} sh -c \'printf "\\001"; eval "$(head -c {size})"\''
STORE = """
[ "$(sha256sum <{part} | cut -c 1-64)" = {sha256} ] || {{ echo "it did not arrive whole: is the disk full?"; exit 1; }}
sync {part} && mv -fT {part} {path} && sync {folder}
"""


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
        text = f"{{\n{script}\n}}".encode()
        with self._answering():
            channel = self._transport.open_session(timeout=self.silence)
            channel.exec_command(BOOT.format(seconds=timeout, size=len(text)))
        try:
            self._send(channel, text + stdin)
            self._receive(channel, hear)
            return self._end(channel)
        finally:
            channel.close()

    def store(self, data: bytes, path: str) -> None:
        """Write a file: under another name, checked and synced, then renamed."""
        sha256 = hashlib.sha256(data).hexdigest()
        part = f"{path}.{sha256[:16]}.part"
        try:
            self._upload(data, part)
        except Cut as cut:
            self._ping()  # the VPS answers: then it is the file
            raise _unwritten(path, str(cut)) from cut
        folder = str(PurePosixPath(path).parent)
        words = {"part": part, "path": path, "folder": folder, "sha256": sha256}
        script = "exec 2>&1" + STORE.format(**{name: shlex.quote(word) for name, word in words.items()})
        said = bytearray()
        if self.run(script, b"", said.extend, 60).exit:
            raise _unwritten(path, said.decode(errors="replace").strip())

    def close(self) -> None:
        self.client.close()

    @property
    def _transport(self) -> paramiko.Transport:
        transport = self.client.get_transport()
        if transport is None:
            raise Cut("it is closed")
        return transport

    def _send(self, channel: paramiko.Channel, data: bytes) -> None:
        """Send stdin. A script that ended without reading it says so by its exit code."""
        for start in range(0, len(data), PIECE):
            with self._answering():
                try:
                    channel.sendall(data[start : start + PIECE])
                except OSError:
                    if channel.closed or channel.eof_received:
                        return
                    raise
        with self._answering():
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
                self._ping()
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

    def _upload(self, data: bytes, path: str) -> None:
        with self._answering():
            sftp = paramiko.SFTPClient.from_transport(self._transport)
        if sftp is None:
            raise Cut("no file transfer could be begun")
        with self._answering():
            file = sftp.open(path, "wb")
        file.set_pipelined(True)
        for start in range(0, len(data), PIECE):
            with self._answering():
                file.write(data[start : start + PIECE])
            self.heard = time.monotonic()
        with self._answering():
            file.close()
            sftp.close()

    def _ping(self) -> None:
        """The heartbeat: whether a channel is opened or refused, it is an answer."""
        with self._answering(), suppress(paramiko.ChannelException):
            self._transport.open_session(timeout=self.silence).close()
        self.heard = time.monotonic()

    @contextmanager
    def _answering(self) -> Iterator[None]:
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


def _unwritten(path: str, why: str) -> HostError:
    return HostError(f"{path} could not be written on the VPS: {why}; look at its folder and the room on its disk")
