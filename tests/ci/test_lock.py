"""The deploy lock: one run at a time, whoever asks, until it gives it back or somebody breaks it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ci.host import HostError, connect
from ci.journal import NotHeld, StillRunning, perform
from ci.lock import StepLives, Taken, break_, give_back, take
from tests.ci.server import Machine


def test_a_second_run_is_told_who_has_the_lock_and_what_to_do(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "ada, on a laptop")
        with pytest.raises(Taken) as error:
            take(host, "72", "workflow 72")
    assert (error.value.run, error.value.owner) == ("71", "ada, on a laptop")
    assert str(error.value).startswith("run 71 of ada, on a laptop has held the deploy lock since 20")
    assert "break the lock with `python -m ci.deploy unlock --run 71`" in str(error.value)


def test_the_same_run_has_it_again_and_nobody_after_it_gave_it_back(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "workflow 71")
        take(host, "71", "workflow 71, second attempt")
        give_back(host, "71")
        take(host, "72", "workflow 72")
        give_back(host, "71")  # it has nothing to give back any more
        with pytest.raises(Taken):
            take(host, "71", "workflow 71")


def test_of_eight_runs_at_once_one_gets_it(server: Machine) -> None:
    start = threading.Barrier(8)

    def attempt(run: str) -> str | None:
        with connect(server.login) as host:
            start.wait()
            try:
                take(host, run, f"workflow {run}")
            except Taken as taken:
                return taken.run
            return run

    with ThreadPoolExecutor(8) as pool:
        winners = set(pool.map(attempt, map(str, range(8))))
    assert len(winners) == 1


def test_breaking_it_names_the_run(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "workflow 71")
        with pytest.raises(Taken, match="run 71 of workflow 71"):
            break_(host, "70")
        break_(host, "71")
        take(host, "72", "workflow 72")


def test_it_is_not_broken_while_a_step_lives(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "workflow 71")
        with pytest.raises(StillRunning):
            perform(host, "71", "upgrade", 'until [ -e "$HOME/go" ]; do sleep 0.1; done', show=print, timeout=1)
        with pytest.raises(StepLives, match="step upgrade of run 71 is still running"):
            break_(host, "71")
        (server.home / "go").touch()
        perform(host, "71", "upgrade", 'until [ -e "$HOME/go" ]; do sleep 0.1; done', show=print, timeout=30)
        break_(host, "71")


def test_a_run_whose_lock_was_broken_starts_nothing_any_more(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "workflow 71")
        break_(host, "71")
        take(host, "72", "workflow 72")
        with pytest.raises(NotHeld, match="run 71 does not hold the deploy lock"):
            perform(host, "71", "upgrade", 'touch "$HOME/ran"', show=print, timeout=30)
    assert not (server.home / "ran").exists()


@pytest.mark.parametrize("run", ["", "..", ".hidden", "7 1", "a/b", "$(reboot)", "71\n"])
def test_a_run_that_cannot_be_the_name_of_a_folder_is_refused(server: Machine, run: str) -> None:
    with connect(server.login) as host, pytest.raises(HostError, match="letters, digits, dots, underscores or dashes"):
        take(host, run, "a person")


def test_an_owner_may_be_called_anything(server: Machine) -> None:
    with connect(server.login) as host:
        take(host, "71", "Robert'; rm -rf ~\n::error::x `reboot` $HOME")
        with pytest.raises(Taken) as error:
            take(host, "72", "workflow 72")
    assert error.value.owner == "Robert'; rm -rf ~ ::error::x `reboot` $HOME"
