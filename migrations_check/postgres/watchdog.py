"""Runs the server for a parent, and ends it and its folder when the parent is gone.

Started by path with the standard library only, in a session of its own, so that no signal meant for the
parent reaches it. Its standard input is a pipe that the parent holds and never writes its end of: however
the parent dies, the kernel closes it. Everything that Postgres runs is a child of this process.

    {"command": [...], "log": PATH, "user": UID, "group": GID}    start; `user` is null to stay as we are
    keep                                                          outlive the parent, until SIGTERM

It answers {"exit": CODE} when the command has ended, {"error": TEXT} when it could not be started.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from typing import Any

PATIENCE = 10.0  # seconds for an immediate shutdown; it takes a hundredth


def main(folder: str, lock: int) -> None:
    wake = _signals()
    sources = [sys.stdin.fileno(), wake]
    child: subprocess.Popen[bytes] | None = None
    try:
        while True:
            ready, _, _ = select.select(sources, [], [])
            if wake in ready:
                if signal.SIGTERM in os.read(wake, 64):
                    break
                if child is not None and child.poll() is not None:
                    _answer(exit=child.returncode)
                    child = None
                    if len(sources) == 1:
                        break
                continue
            line = sys.stdin.readline()
            if line.startswith("{"):
                child = _start(json.loads(line), lock)
            elif line and child is not None:
                sources = [wake]
            else:
                break
    finally:
        _end(child)
        _remove(folder)


def _signals() -> int:
    """A file descriptor on which the numbers of arriving signals can be read."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    return reading


def _start(order: dict[str, Any], lock: int) -> "subprocess.Popen[bytes] | None":
    become = {}
    if order["user"] is not None:
        become = {"user": order["user"], "group": order["group"], "extra_groups": []}
    try:
        with open(order["log"], "ab") as log:
            return subprocess.Popen(
                order["command"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                pass_fds=[lock],  # held as long as one of the server's processes lives
                **become,
            )
    except (OSError, subprocess.SubprocessError) as error:
        _answer(error=str(error))
        return None


def _answer(**message: object) -> None:
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), json.dumps(message).encode() + b"\n")


def _end(child: "subprocess.Popen[bytes] | None") -> None:
    """Stop a server at once (SIGQUIT is its immediate shutdown, which frees its shared memory), or initdb."""
    if child is None:
        return
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGQUIT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _remove(folder: str) -> None:
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return
        time.sleep(0.02)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
