"""An SSH server in this process, for machines without sshd: real shell commands and real files."""

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import IO

import paramiko

FLAGS = os.O_RDWR | os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_EXCL | os.O_APPEND


class Server:
    """Listens until the end of the with block. Who shows the one key gets in, whatever the user's name."""

    def __init__(self, port: int, host_key: paramiko.PKey, user_key: str, environ: Mapping[str, str]) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._host_key, self._user_key, self._environ = host_key, user_key, environ
        self._transports: list[paramiko.Transport] = []

    def __enter__(self) -> "Server":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listener.close()
        for transport in self._transports:
            transport.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(self._host_key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files)
            self._transports.append(transport)
            with suppress(paramiko.SSHException, EOFError):
                transport.start_server(server=Session(self._user_key, self._environ))


class Session(paramiko.ServerInterface):
    """What one connection may do."""

    def __init__(self, user_key: str, environ: Mapping[str, str]) -> None:
        self._user_key, self.environ = user_key, environ

    def get_allowed_auths(self, username: str) -> str:
        return "publickey"

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return paramiko.AUTH_SUCCESSFUL if key.get_base64() == self._user_key else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def check_channel_exec_request(self, channel: paramiko.Channel, command: bytes) -> bool:
        threading.Thread(target=_execute, args=(channel, command, self.environ), daemon=True).start()
        return True


def _execute(channel: paramiko.Channel, command: bytes, environ: Mapping[str, str]) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        ["sh", "-c", command], stdin=pipe, stdout=pipe, stderr=pipe, env=environ, cwd=environ["HOME"]
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        threading.Thread(target=_feed, args=(channel, process.stdin), daemon=True).start()
        telling = threading.Thread(target=_tell, args=(process.stderr, channel.sendall_stderr))
        telling.start()
        _tell(process.stdout, channel.sendall)
        telling.join()
        code = process.wait()
    with suppress(OSError, EOFError, paramiko.SSHException):
        if code >= 0:  # a shell that was killed has no exit status
            channel.send_exit_status(code)
        channel.close()


def _feed(channel: paramiko.Channel, stdin: IO[bytes]) -> None:
    with suppress(OSError, ValueError), stdin:
        while data := channel.recv(1 << 15):
            stdin.write(data)
            stdin.flush()


def _tell(source: IO[bytes], send: Callable[[bytes], None]) -> None:
    with suppress(OSError, EOFError, paramiko.SSHException), source:
        while data := os.read(source.fileno(), 1 << 15):
            send(data)


class Files(paramiko.SFTPServerInterface):
    """Writing of files, which is all that is asked for."""

    def __init__(self, server: Session, *rest: object, **more: object) -> None:
        super().__init__(server, *rest, **more)
        self._home = server.environ["HOME"]

    def open(self, path: str, flags: int, attr: paramiko.SFTPAttributes) -> paramiko.SFTPHandle | int:
        try:
            file = os.fdopen(os.open(os.path.join(self._home, path), flags & FLAGS, 0o600), "wb")
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        handle = paramiko.SFTPHandle(flags)
        handle.writefile = file
        return handle
