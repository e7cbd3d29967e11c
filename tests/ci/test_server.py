"""Where there is no sshd, paramiko's server stands in: it does what the deploy needs of one."""

from pathlib import Path

from ci import lock
from ci.host import connect
from ci.journal import perform
from tests.ci.server import paramiko_server


def test_questions_files_and_steps_work_on_the_server_of_paramiko(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with paramiko_server(tmp_path, home, {"DISCORD_TOKEN": "set"}) as login, connect(login) as host:
        answer = host.ask("cat; echo $DISCORD_TOKEN >&2; pwd; exit 3", stdin=b"asked ")
        assert (answer.exit, answer.out) == (3, f"asked set\n{home}\n")
        host.put(b"\0" * 300_000, "bundle")
        assert (home / "bundle").read_bytes() == b"\0" * 300_000
        lock.take(host, "71", "a person")
        outcome = perform(host, "71", "upgrade", "echo upgraded >>log; cat log", show=print, timeout=20)
        assert (outcome.exit, outcome.out) == (0, "upgraded\n")
