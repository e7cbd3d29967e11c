"""Steps that run once and to their end: what is cut, killed, filled up or started twice at the same time.

Every step runs for real, over the SSH server that the header of the run names.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ci.host import Host, HostError, connect
from ci.journal import OtherCommand, Outcome, Output, Running, StillRunning, look, perform
from ci.lock import take
from ci.state import script, text
from tests.ci.server import Machine

ROOT = Path(__file__).parents[2]
RUN, STEP = "7001", "upgrade"
UPGRADE = 'echo ran >>"$HOME/log"; for n in 1 2 3 4; do echo "revision $n"; sleep 0.2; done'
WAITING = 'echo ran >>"$HOME/log"; echo waiting; until [ -e "$HOME/go" ]; do sleep 0.05; done; echo done'

CLIENT = """
import sys
from ci.host import Login, connect
from ci.journal import perform
with connect(Login(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])) as host:
    perform(host, "7001", "upgrade", sys.stdin.read(), show=print, timeout=60)
"""


@pytest.fixture
def host(server: Machine) -> Iterator[Host]:
    """Logged in, with the deploy lock."""
    with connect(server.login, patience=8.0) as own:
        take(own, RUN, "a person")
        yield own


def run(host: Host, command: str, shown: list[str] | None = None) -> Outcome:
    lines: list[str] = [] if shown is None else shown
    return perform(host, RUN, STEP, command, show=lines.append, timeout=60)


def folder(server: Machine) -> Path:
    return server.state / "runs" / RUN / STEP


def until(holds: Callable[[], bool]) -> None:
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.005)
    raise AssertionError("it did not come to that")


def wrote(server: Machine, text: str) -> Callable[[], bool]:
    output = folder(server) / "output"
    return lambda: output.exists() and text in output.read_text()


@contextmanager
def beside(act: Callable[[], object]) -> Iterator[None]:
    thread = threading.Thread(target=act)
    thread.start()
    yield
    thread.join()


def test_an_outcome_is_the_exit_code_the_output_and_the_times_of_the_vps(host: Host, server: Machine) -> None:
    outcome = run(host, "echo upgraded; echo warned >&2; cat; exit 7")
    assert (outcome.exit, outcome.out, outcome.attached) == (7, "upgraded\nwarned\n", False)
    assert outcome.sha256 == sha256(b"echo upgraded; echo warned >&2; cat; exit 7").hexdigest()
    assert outcome.started <= outcome.ended
    assert outcome.started.startswith("20")
    assert outcome.ended.endswith("Z")
    assert (folder(server) / "command").read_text() == "echo upgraded; echo warned >&2; cat; exit 7"


def test_a_step_that_ended_is_attached_to_and_not_run_again(host: Host, server: Machine) -> None:
    first, second = run(host, UPGRADE), run(host, UPGRADE)
    assert second == replace(first, attached=True)
    assert (server.home / "log").read_text() == "ran\n"


def test_the_same_step_with_another_command_is_an_error(host: Host, server: Machine) -> None:
    run(host, "echo one")
    with pytest.raises(OtherCommand, match="step upgrade of run 7001 was started with another command"):
        run(host, 'touch "$HOME/two"')
    assert not (server.home / "two").exists()


def test_a_command_that_arrives_in_part_is_not_started(host: Host, server: Machine) -> None:
    words = {"run": RUN, "step": STEP, "sha256": sha256(b"touch ran; false").hexdigest(), "client": "c", "offset": "0"}
    start = script("status", "perform", **words, seconds="9", runner=text("runner"))
    ended = host.follow(lambda: start, print, stdin=b"touch ran", timeout=9)
    assert (ended.exit, ended.err) == (1, "the command did not arrive whole\n")
    assert look(host, RUN, STEP) is None
    assert not (server.home / "ran").exists()


def test_the_output_is_shown_while_it_comes_in_whole_lines(host: Host, server: Machine) -> None:
    shown: list[str] = []

    def go() -> None:
        until(lambda: shown == ["first\n"])
        (server.home / "go").touch()

    with beside(go):
        run(host, 'echo first; until [ -e "$HOME/go" ]; do sleep 0.05; done; printf sec; sleep 0.2; printf ond', shown)
    assert "".join(shown) == "first\nsecond"


def test_a_password_is_not_shown_though_it_comes_in_pieces(host: Host) -> None:
    shown: list[str] = []
    outcome = run(host, "printf 'at postgresql://bot:hun'; sleep 0.3; printf 'ter2@db/appdb'; sleep 0.3; echo", shown)
    assert outcome.out == "".join(shown) == "at postgresql://bot:***@db/appdb\n"


def test_an_output_may_be_cut_anywhere_between_its_bytes() -> None:
    shown: list[str] = []
    output = Output(shown.append)
    for byte in "café ::error::\x1b[31m\nà".encode() + b"\xff":
        output.add(bytes([byte]))
    assert output.end() == "".join(shown) == "café ::error::\x1b[31m\nà\ufffd"


def test_five_megabytes_without_a_line_end_come_through(host: Host) -> None:
    outcome = run(host, "head -c 5000000 /dev/zero | tr '\\0' x")
    assert outcome.out == "x" * 5_000_000


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("pieces", [0, 1, 2, 3, 5, 7, 9])
def test_a_reset_at_any_point_neither_repeats_nor_loses_anything(
    host: Host, server: Machine, direction: str, pieces: int
) -> None:
    shown: list[str] = []
    server.proxy.cut_after(pieces, direction)
    outcome = run(host, UPGRADE, shown)
    assert outcome.exit == 0
    assert outcome.out == "".join(shown) == "revision 1\nrevision 2\nrevision 3\nrevision 4\n"
    assert (server.home / "log").read_text() == "ran\n"


@pytest.mark.parametrize("phase", ["command", "started", "output", "exit"])
def test_a_reset_as_soon_as_a_file_is_there_neither_repeats_nor_loses_anything(
    host: Host, server: Machine, phase: str
) -> None:
    def cut() -> None:
        until((folder(server) / phase).exists)
        server.proxy.cut()

    with beside(cut):
        outcome = run(host, UPGRADE)
    assert (outcome.exit, outcome.out) == (0, "revision 1\nrevision 2\nrevision 3\nrevision 4\n")
    assert (server.home / "log").read_text() == "ran\n"


def test_a_step_goes_on_in_a_black_hole_and_is_told_afterwards(host: Host, server: Machine) -> None:
    def swallow() -> None:
        until(wrote(server, "waiting"))
        server.proxy.hang()
        (server.home / "go").touch()
        until((folder(server) / "exit").exists)
        time.sleep(5)  # longer than the silence after which a connection is lost
        server.proxy.resume()

    with beside(swallow):
        outcome = run(host, WAITING)
    assert (outcome.exit, outcome.out) == (0, "waiting\ndone\n")
    assert (server.home / "log").read_text() == "ran\n"


def test_a_client_that_is_killed_and_started_again_finds_its_step(host: Host, server: Machine) -> None:
    login = server.login
    words = [login.host, str(login.port), login.user, login.key, login.known_hosts]
    client = subprocess.Popen([sys.executable, "-c", CLIENT, *words], stdin=subprocess.PIPE, cwd=ROOT)
    assert client.stdin
    client.stdin.write(WAITING.encode())
    client.stdin.close()
    until(wrote(server, "waiting"))
    client.send_signal(signal.SIGKILL)
    client.wait()
    assert isinstance(look(host, RUN, STEP), Running)
    (server.home / "go").touch()
    outcome = run(host, WAITING)
    assert (outcome.exit, outcome.out, outcome.attached) == (0, "waiting\ndone\n", True)
    assert (server.home / "log").read_text() == "ran\n"


def test_of_eight_at_once_one_starts_it_and_all_see_it(host: Host, server: Machine) -> None:
    start = threading.Barrier(8)

    def attempt(_: int) -> Outcome:
        with connect(server.direct) as own:
            start.wait()
            return run(own, UPGRADE)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(8)))
    assert {(outcome.exit, outcome.out) for outcome in outcomes} == {
        (0, "revision 1\nrevision 2\nrevision 3\nrevision 4\n")
    }
    assert sorted(outcome.attached for outcome in outcomes) == [False] + [True] * 7
    assert (server.home / "log").read_text() == "ran\n"


def test_a_command_that_was_killed_is_told_as_such(host: Host) -> None:
    outcome = run(host, "echo about to; kill -9 $$")
    assert (outcome.exit, outcome.told) == (137, "exit code 137: killed by SIGKILL")
    assert run_of(host, "other", "exit 3").told == "exit code 3"


def run_of(host: Host, step: str, command: str) -> Outcome:
    return perform(host, RUN, step, command, show=print, timeout=60)


def test_a_step_that_vanished_with_its_runner_is_lost_and_not_run_again(host: Host, server: Machine) -> None:
    command = 'echo $$ >"$HOME/pid"; ' + WAITING

    def kill() -> None:
        until(wrote(server, "waiting"))
        os.killpg(os.getsid(int((server.home / "pid").read_text())), signal.SIGKILL)

    with beside(kill):
        outcome = run(host, command)
    assert (outcome.exit, outcome.ended, outcome.out) == (None, "", "waiting\n")
    assert outcome.told == "lost: it was started, and no exit code was written"
    assert run(host, command) == replace(outcome, attached=True) == look(host, RUN, STEP)
    assert (server.home / "log").read_text() == "ran\n"


def test_a_command_whose_runner_was_killed_lives_and_is_lost_when_it_ends(host: Host, server: Machine) -> None:
    command = 'echo $PPID >"$HOME/runner"; ' + WAITING

    def kill() -> None:
        until(wrote(server, "waiting"))
        os.kill(int((server.home / "runner").read_text()), signal.SIGKILL)
        assert isinstance(look(host_beside, RUN, STEP), Running)
        (server.home / "go").touch()

    with connect(server.direct) as host_beside, beside(kill):
        outcome = run(host, command)
    assert (outcome.exit, outcome.out) == (None, "waiting\ndone\n")


def test_a_step_that_takes_too_long_goes_on(host: Host, server: Machine) -> None:
    with pytest.raises(StillRunning, match="step upgrade of run 7001 has not ended after 1 s; it goes on"):
        perform(host, RUN, STEP, WAITING, show=print, timeout=1)
    assert isinstance(look(host, RUN, STEP), Running)
    (server.home / "go").touch()
    assert run(host, WAITING).exit == 0


def test_a_step_that_nobody_started_is_not_known(host: Host) -> None:
    assert look(host, RUN, STEP) is None


def test_what_the_command_writes_has_the_users_modes_and_the_journal_is_private(host: Host, server: Machine) -> None:
    mask = host.ask("umask").out.strip()
    assert run(host, "umask").out.strip() == mask
    assert (folder(server) / "output").stat().st_mode & 0o077 == 0


def test_the_command_ignores_the_end_of_the_session(host: Host) -> None:
    outcome = run(host, "kill -HUP $$; echo still here")
    assert (outcome.exit, outcome.out) == (0, "still here\n")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_starts_nothing(host: Host, server: Machine) -> None:
    with (
        small_disk(server.state / "runs", 0),
        pytest.raises(HostError, match=r"did not run: .*No space left.*make room"),
    ):
        run(host, 'touch "$HOME/ran"')
    assert not (server.home / "ran").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_a_step_fills_up_keeps_its_exit_code(host: Host, server: Machine) -> None:
    with small_disk(server.state / "runs", 400_000):
        outcome = run(host, 'head -c 1000000 /dev/zero; echo "exit $?" >"$HOME/log"; exit 5')
    assert outcome.exit == 5
    assert (server.home / "log").read_text() == "exit 1\n"


@contextmanager
def small_disk(place: Path, room: int) -> Iterator[None]:
    """A disk of one megabyte, with room for so many bytes."""
    place.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=True)
    try:
        (place / RUN).mkdir()
        (place / RUN / "filler").write_bytes(b"x" * ((1 << 20) - room))
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)
