"""Ends the project's process and removes its folder when the run is over, however it ends.

A process of its own: the project's may hang in C, end at the wrong moment, or have another HOME by then.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Its standard input closes when the parent is done, or dead. What is being killed may still write, so it looks again.
SCRIPT = """
trap '' INT HUP TERM PIPE
read -r group
read -r _
kill -s KILL -- "-$group"
for pause in 0 0.02 0.1 0.5 2; do
    sleep "$pause"
    rm -rf -- "$1" && exit
done
"""


@contextmanager
def watched(process: subprocess.Popen[bytes], folder: Path) -> Iterator[None]:
    """End the process, with its group, and its folder when the block ends or this process does."""
    watchdog = subprocess.Popen(
        ["/bin/sh", "-c", SCRIPT, "sh", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    try:
        assert watchdog.stdin
        with suppress(BrokenPipeError):
            watchdog.stdin.write(f"{process.pid}\n".encode())
            watchdog.stdin.flush()
        yield
    finally:
        watchdog.communicate()
        # Only now waited for: until here its number is nobody else's. Again, in case the watchdog was killed.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
