"""Where on the stack the project's own code stands.

A file belongs to the project, to Python or to an installed library; frames of this package and code without
a file (`<string>`) belong to none of them and are passed over.
"""

from __future__ import annotations

import functools
import os
import sys
import sysconfig
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

PROJECT, LIBRARY, PYTHON, NEITHER = "project", "library", "python", "neither"
INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
OWN = os.path.realpath(Path(__file__).parent) + os.sep
STANDARD = tuple(os.path.realpath(sysconfig.get_path(name)) + os.sep for name in ("stdlib", "platstdlib"))

Step = tuple[CodeType, int]


@dataclass(frozen=True)
class Project:
    """The folder `root` and what lies below it, without the virtual environments in it."""

    root: Path

    def owner(self, filename: str) -> str:
        return _owner(os.path.realpath(self.root) + os.sep, filename)

    def holds(self, folder: str) -> bool:
        """Whether what lies in this folder is the project's."""
        return _is_below(os.path.realpath(self.root) + os.sep, os.path.realpath(folder) + os.sep)

    def relative(self, filename: str) -> str:
        return Path(os.path.realpath(filename)).relative_to(os.path.realpath(self.root)).as_posix()

    def place(self, steps: Iterable[Step]) -> tuple[str | None, int | None]:
        """The first of these steps that stands in a file of the project."""
        for code, line in steps:
            if self.owner(code.co_filename) == PROJECT:
                return self.relative(code.co_filename), line
        return None, None

    def author(self, frames: Iterable[FrameType]) -> tuple[str, str]:
        """Who really asks, Python's own files aside: the owner of the innermost frame, and its module."""
        for frame in frames:
            owner = self.owner(frame.f_code.co_filename)
            if owner in (PROJECT, LIBRARY):
                return owner, str(frame.f_globals.get("__name__", ""))
        return NEITHER, ""


@functools.lru_cache(maxsize=4096)
def _owner(root: str, filename: str) -> str:
    if filename.startswith("<frozen"):
        return PYTHON
    if filename.startswith("<"):
        return NEITHER
    path = os.path.realpath(filename)
    if path.startswith(OWN):
        return NEITHER
    if path.startswith(STANDARD) and not any(part in path for part in INSTALLED):
        return PYTHON
    # Compiled code tells where its source was on the machine that built it.
    return PROJECT if _is_below(root, path) and os.path.isfile(path) else LIBRARY


def _is_below(root: str, path: str) -> bool:
    """Without the libraries that are installed there."""
    installed = any(part in path for part in INSTALLED) or _in_environment(root, path)
    return path.startswith(root) and not installed


def _in_environment(root: str, path: str) -> bool:
    """Whether the file lies in a virtual environment inside the project: scripts stand beside site-packages."""
    prefix = os.path.realpath(sys.prefix) + os.sep
    return path.startswith(prefix) and prefix.startswith(root) and prefix != root


def steps(frames: Iterable[FrameType]) -> Iterator[Step]:
    return ((frame.f_code, frame.f_lineno) for frame in frames)


def frames() -> Iterator[FrameType]:
    """Every frame from the caller outwards, the innermost first.

    SQLAlchemy runs async drivers in greenlets, and pools connect in threads; behind both stands the code that
    waits for them, and that is where a person has to look.
    """
    yield from _outwards(sys._getframe(1))
    greenlet: Any = sys.modules.get("greenlet")
    parent = greenlet.getcurrent().parent if greenlet else None
    while parent is not None:
        yield from _outwards(parent.gr_frame)
        parent = parent.parent
    main = threading.main_thread()
    if threading.current_thread() is not main:
        yield from _outwards(sys._current_frames().get(main.ident or 0))


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back
