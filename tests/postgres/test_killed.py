"""However its parent ends, a server ends too, unless it was asked to stay."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_parent_leaves_no_process_and_no_folder(number: signal.Signals, run: Callable, gone: Callable) -> None:
    parent = run()
    folder = parent.facts()["folder"]
    below = parent.below()
    assert len(below) > 3
    parent.kill(number)
    assert gone(below, folder)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_even_while_initdb_runs(number: signal.Signals, run: Callable, gone: Callable, cold: Path) -> None:
    place = Path("/tmp") / f"killed-early-{os.getpid()}"
    place.mkdir()
    try:
        parent = run(XDG_CACHE_HOME=str(cold.parent), TMPDIR=str(place))
        while not any(map(is_initdb, parent.below())):
            time.sleep(0.005)
        below = parent.below()
        (folder,) = place.iterdir()
        parent.kill(number)
        assert gone(below, str(folder))
        assert not cold.exists() or not list(cold.iterdir())
    finally:
        place.rmdir()


def test_ctrl_c_in_a_terminal_reaches_everybody_and_leaves_nothing(run: Callable, gone: Callable) -> None:
    parent = run()
    folder = parent.facts()["folder"]
    below = parent.below()
    watchdog = next(process for process in below if process.ppid() == parent.process.pid)
    watchdog.send_signal(signal.SIGINT)
    watchdog.send_signal(signal.SIGHUP)
    parent.kill(signal.SIGINT)
    assert gone(below, folder)


def test_a_killed_watchdog_is_made_up_for_by_its_parent(run: Callable, gone: Callable) -> None:
    parent = run()
    folder = parent.facts()["folder"]
    below = parent.below()
    next(process for process in below if process.ppid() == parent.process.pid).kill()
    parent.kill(signal.SIGINT)
    assert gone(below, folder)


def test_what_a_power_cut_left_is_removed_by_the_next_run(run: Callable) -> None:
    with tempfile.TemporaryDirectory(prefix="cut-", dir="/tmp") as place:  # other tests' runs do not clear this one
        Path(place).chmod(0o777)
        _cut_and_run_again(run, place)


def _cut_and_run_again(run: Callable, place: str) -> None:
    parent = run(TMPDIR=place)
    folder = parent.facts()["folder"]
    watchdog, postmaster = parent.below()[:2]
    watchdog.kill()
    postmaster.kill()
    parent.kill(signal.SIGKILL)
    time.sleep(0.1)
    assert os.path.exists(folder)
    again = run(TMPDIR=place)
    again.facts()
    assert not os.path.exists(folder)
    again.kill(signal.SIGTERM)
    wait_for_empty(place)


def wait_for_empty(place: str) -> None:
    deadline = time.monotonic() + 15
    while os.listdir(place) and time.monotonic() < deadline:
        time.sleep(0.05)


def test_the_folder_of_a_living_run_is_left_alone(run: Callable) -> None:
    folders = [run().facts()["folder"] for _ in range(2)]
    assert all(map(os.path.exists, folders))


def test_a_kept_server_outlives_the_command_until_it_is_stopped(run: Callable, gone: Callable) -> None:
    parent = run(keep=True, seconds=0)
    facts = parent.facts()
    parent.process.wait()
    time.sleep(0.1)
    with psycopg.connect(facts["url"]) as connection:
        connection.execute("SELECT 1")
    watchdog = psutil.Process(int(facts["stop"].split()[-1]))
    below = [watchdog, *watchdog.children(recursive=True)]
    run().facts()
    assert os.path.exists(facts["folder"])
    subprocess.run(facts["stop"], shell=True, check=True)
    assert gone(below, facts["folder"])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_to_be_kept_is_not_kept_by_a_killed_command(
    number: signal.Signals, run: Callable, gone: Callable
) -> None:
    parent = run(keep=True)
    folder = parent.facts()["folder"]
    below = parent.below()
    parent.kill(number)
    assert gone(below, folder)


def is_initdb(process: psutil.Process) -> bool:
    try:
        return process.name() == "initdb"
    except psutil.NoSuchProcess:  # it has many short children
        return False
