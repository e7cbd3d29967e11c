"""A server starts, answers, and is gone afterwards."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from migrations_check.postgres import Server, ServerError, connect_command, server


def ask(own: Server, question: str) -> object:
    url = own.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_it_answers_and_leaves_nothing() -> None:
    with server() as own:
        assert own.log is not None
        folder = own.log.parent
        assert str(ask(own, "SHOW server_version")).startswith(own.version)
        assert folder.is_dir()
    assert not folder.exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", own.url.port)) != 0


def test_it_says_where_it_comes_from() -> None:
    with server() as own:
        assert own.origin.startswith(f"Postgres {own.version} from ")
        assert own.major == int(own.version.split(".")[0])


def test_its_url_needs_no_escaping_and_a_password() -> None:
    with server() as own:
        text = own.url.render_as_string(hide_password=False)
        assert "%" not in text
        assert own.url.drivername == "postgresql+psycopg"
        assert connect_command(own.url).startswith("psql postgresql://postgres:")
        for wrong in (None, "", "postgres"):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(host="127.0.0.1", port=own.url.port, user="postgres", password=wrong)


def test_it_listens_to_this_machine_only() -> None:
    with server() as own:
        assert ask(own, "SHOW listen_addresses") == "127.0.0.1"
        assert ask(own, "SHOW unix_socket_directories") == ""
        assert ask(own, "SHOW dynamic_shared_memory_type") == "mmap"


def test_the_second_start_copies_the_data_directory_of_the_first(cold: Path) -> None:
    with server():
        (entry,) = cold.iterdir()
    (entry / "data" / "mark").write_text("of the first")
    with server() as second:
        assert ask(second, "SELECT pg_read_file('mark')") == "of the first"
    assert list(cold.iterdir()) == [entry]


def test_what_the_cache_holds_opens_no_server(cold: Path) -> None:
    with server() as own:
        (entry,) = cold.iterdir()
        assert entry.stat().st_mode & 0o077 == 0
        assert (entry / "password").read_text() != own.url.password


def test_a_damaged_cache_is_made_anew(cold: Path) -> None:
    with server():
        pass
    (entry,) = cold.iterdir()
    (entry / "data" / "global" / "pg_control").write_bytes(b"rubbish")
    with server() as own:
        assert ask(own, "SELECT 1") == 1
    assert (entry / "data" / "global" / "pg_control").read_bytes() != b"rubbish"


def test_an_emptied_cache_is_made_anew(cold: Path) -> None:
    with server():
        pass
    (entry,) = cold.iterdir()
    (entry / "password").unlink()
    with server() as own:
        assert ask(own, "SELECT 1") == 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with server() as own:
        assert ask(own, "SELECT 1") == 1


def test_several_run_side_by_side() -> None:
    with server() as one, server() as two:
        assert one.url.port != two.url.port
        assert one.url.password != two.url.password
        assert ask(one, "SELECT 1") == ask(two, "SELECT 1")


def test_several_start_at_once_on_an_empty_cache(run: Callable, cold: Path) -> None:
    runs = [run(XDG_CACHE_HOME=str(cold.parent)) for _ in range(3)]
    assert len({one.facts()["url"] for one in runs}) == 3
    assert len(list(cold.iterdir())) == 1


def test_the_folder_may_have_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Path("/tmp") / f"a folder with ' spaces {os.getpid()}"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    try:
        with server() as own:
            assert own.log is not None
            assert own.log.is_relative_to(place)
            assert ask(own, "SELECT 1") == 1
    finally:
        place.rmdir()


def test_variables_for_libpq_mean_other_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    monkeypatch.setenv("PGOPTIONS", "-c search_path=nowhere")
    with server() as own:
        assert ask(own, "SHOW search_path") == '"$user", public'
    assert os.environ["PGHOSTADDR"] == "192.0.2.1"


def test_a_server_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch, cold: Path) -> None:
    monkeypatch.setattr("migrations_check.postgres.start.SETTINGS", {"shared_buffers": "many"})
    with pytest.raises(ServerError, match=r"did not start: .*shared_buffers") as raised:
        server().__enter__()
    assert "shared_buffers" in raised.value.log
