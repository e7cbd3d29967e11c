"""A TCP proxy that resets connections, swallows what they send, and lets them go on."""

import socket
import struct
import threading
from contextlib import suppress
from types import TracebackType

RESET = struct.pack("ii", 1, 0)  # a close that lingers for no time is a reset


class Proxy:
    """Between clients and a port of this machine."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._flows = threading.Event()
        self._flows.set()
        self._left: dict[str, int] = {}
        self.accepted = 0

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listener.close()
        self.resume()
        self.cut()

    def cut(self) -> None:
        """Reset every connection; new ones are let through."""
        connections, self._open = self._open, []
        for end in connections:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RD)  # wakes the thread that reads from it
                end.close()

    def cut_after(self, pieces: int, direction: str) -> None:
        """Reset all after so many more pieces `up` to the server or `down` to the client, once."""
        self._left[direction] = pieces

    def hang(self) -> None:
        """A black hole: connections stay, and nothing comes through."""
        self._flows.clear()

    def resume(self) -> None:
        self._flows.set()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            self.accepted += 1
            self._open += [client, server]
            for ends in (client, server, "up"), (server, client, "down"):
                threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, direction: str) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                self._flows.wait()
                if self._is_last(direction):
                    self.cut()
                    return
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def _is_last(self, direction: str) -> bool:
        if direction not in self._left:
            return False
        self._left[direction] -= 1
        if self._left[direction] >= 0:
            return False
        del self._left[direction]
        return True
