"""The processes of a stand-in, known by a variable that they inherit.

Run as a program, with the stand-in's root, it kills them when nobody holds its standard input any more.
"""

import os
import sys
from contextlib import suppress

import psutil

MARK = "TEST_VPS"


def kill_marked(root: str) -> None:
    """Kill everything that runs on the stand-in at `root`."""
    while processes := marked(root):
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes)


def marked(root: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == root:
                found.append(process)
    return found


if __name__ == "__main__":
    os.read(0, 1)
    kill_marked(sys.argv[1])
