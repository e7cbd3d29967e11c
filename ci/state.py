"""The scripts that read and write what is kept on the VPS, in ~/.local/state/migrations-check."""

import re
import shlex
from pathlib import Path

from ci.host import HostError

SHELL = Path(__file__).with_name("shell")
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


def text(name: str) -> str:
    return (SHELL / f"{name}.sh").read_text()


def script(*names: str, **words: str) -> str:
    """Files of ci/shell, after the variables that they read."""
    variables = "".join(f"{name}={shlex.quote(word)}\n" for name, word in words.items())
    return variables + "".join(text(name) for name in names)


def started(run: str, step: str) -> str:
    """The file that is there once a step was started, from the home folder; its first word is when."""
    return f"{folder(run)}/{named('step', step)}/started"


def folder(run: str) -> str:
    """The run's folder, from the home folder."""
    return f".local/state/migrations-check/runs/{named('run', run)}"


def named(what: str, name: str) -> str:
    """The name of a run or a step, if it can be a folder's. Raises HostError."""
    if not NAME.fullmatch(name):
        raise HostError(
            f"the {what} {name!r} must be 1 to 100 letters, digits, dots, underscores or dashes, no dot first"
        )
    return name
