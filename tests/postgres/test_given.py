"""A server that somebody else runs: only our own databases are made and dropped there."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql
from pytest_postgresql import factories
from sqlalchemy import URL

from migrations_check.postgres import Server, ServerError, scratch, server

PROGRAM = """
import sys, time
from migrations_check.postgres import scratch, server
with server(sys.argv[1]) as given, scratch(given) as run:
    print(run.create().database, flush=True)
    time.sleep(60)
"""


def fill(**to: object) -> None:
    to.pop("autocommit")
    with psycopg.connect(**to) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TABLE precious AS SELECT 1 AS id")


alike_noproc = factories.postgresql_noproc(
    depends_on="throwaway_address", dbname="migrations_check_0badcafe_1", load=[fill]
)
alike = factories.postgresql("alike_noproc")


def text(url: URL, driver: str = "postgresql") -> str:
    return url.set(drivername=driver).render_as_string(hide_password=False)


@pytest.fixture
def owner(throwaway: Server) -> Iterator[psycopg.Connection]:
    """The one who runs the given server."""
    with psycopg.connect(text(throwaway.url), autocommit=True) as connection:
        yield connection


@pytest.fixture
def abandoned(throwaway: Server, paths: str) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Start runs on the given server that can be killed."""
    started = []

    def start() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, text(throwaway.url)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": paths},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def databases(owner: psycopg.Connection) -> set[str]:
    return {name for (name,) in owner.execute("SELECT datname FROM pg_database")}


@pytest.mark.parametrize("driver", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg2"])
def test_every_spelling_of_its_driver_is_understood(throwaway: Server, driver: str) -> None:
    with server(text(throwaway.url.set(database="bot"), driver)) as given:
        assert given.given
        assert given.superuser
        assert given.version == throwaway.version
        assert given.origin.endswith(f"at 127.0.0.1:{throwaway.url.port}, which was given")
        assert given.url.drivername == "postgresql+psycopg"
        assert given.url.database == "postgres"


def test_options_that_only_other_drivers_know_are_set_aside(throwaway: Server) -> None:
    asked = throwaway.url.update_query_dict({"ssl": "disable", "prepared_statement_cache_size": "0"})
    with server(text(asked, "postgresql+asyncpg")) as given:
        assert given.url.query == {"sslmode": "disable"}


def test_what_was_there_before_is_there_afterwards(
    throwaway: Server, owner: psycopg.Connection, alike: psycopg.Connection
) -> None:
    before = databases(owner)
    with server(text(throwaway.url)) as given, scratch(given) as run:
        clone = run.create(run.create())
        assert databases(owner) - before == {str(url.database) for url in run.live}
        with psycopg.connect(text(clone)):
            pass
    assert databases(owner) == before
    assert alike.info.dbname.startswith("migrations_check_0badcafe_1")
    assert alike.execute("SELECT id FROM precious").fetchall() == [(1,)]


def test_an_idle_database_with_a_name_like_ours_is_left_alone(throwaway: Server, owner: psycopg.Connection) -> None:
    owner.execute("CREATE DATABASE migrations_check_deadbeef_7")
    try:
        with server(text(throwaway.url)) as given, scratch(given):
            pass
        assert "migrations_check_deadbeef_7" in databases(owner)
    finally:
        owner.execute("DROP DATABASE migrations_check_deadbeef_7")


def test_what_a_killed_run_left_is_dropped_by_the_next(
    throwaway: Server, owner: psycopg.Connection, abandoned: Callable
) -> None:
    killed, living = abandoned(), abandoned()
    left, used = killed.stdout.readline().strip(), living.stdout.readline().strip()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert {left, used} <= databases(owner)
    with server(text(throwaway.url)) as given, scratch(given):
        assert left not in databases(owner)
        assert used in databases(owner)


def test_kept_databases_stay(throwaway: Server, owner: psycopg.Connection) -> None:
    with server(text(throwaway.url)) as given, scratch(given, keep=True) as run:
        kept = str(run.create().database)
    with server(text(throwaway.url)) as given, scratch(given):
        assert kept in databases(owner)
    owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(kept)))


def test_interrupted_it_keeps_nothing(throwaway: Server, owner: psycopg.Connection) -> None:
    before = databases(owner)

    def interrupted() -> None:
        with server(text(throwaway.url)) as given, scratch(given, keep=True) as run:
            run.create()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert databases(owner) == before


def test_a_role_that_may_create_databases_is_enough(throwaway: Server, owner: psycopg.Connection) -> None:
    owner.execute("CREATE ROLE modest LOGIN CREATEDB PASSWORD 'word'")
    try:
        modest = throwaway.url.set(username="modest", password="word")
        with server(text(modest)) as given, scratch(given) as run:
            assert not given.superuser
            url = run.create()
            with psycopg.connect(text(url)) as forgotten:
                run.create(url)
                assert forgotten.closed is False
    finally:
        owner.execute("DROP ROLE modest")


def test_a_role_that_may_not_is_told_what_it_needs(throwaway: Server, owner: psycopg.Connection) -> None:
    owner.execute("CREATE ROLE meek LOGIN PASSWORD 'word'")
    try:
        with pytest.raises(ServerError, match=r"meek may not create databases .* CREATEDB"):
            server(text(throwaway.url.set(username="meek", password="word"))).__enter__()
    finally:
        owner.execute("DROP ROLE meek")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@localhost/bot", "is of mysql, and only Postgres"),
        ("sqlite:///bot.db", "is of sqlite, and only Postgres"),
        ("postgresql://u@[::1/", "is no URL"),
        ("postgresql://u:secret@127.0.0.1:1/", r"u:\*\*\*@127.0.0.1:1/postgres cannot be used: .*refused"),
    ],
)
def test_what_is_no_usable_server_is_refused(url: str, said: str) -> None:
    with pytest.raises(ServerError, match=said) as raised:
        server(url).__enter__()
    assert "secret" not in str(raised.value)


def test_a_wrong_password_is_told_without_it(throwaway: Server) -> None:
    with pytest.raises(ServerError, match="password authentication failed") as raised:
        server(text(throwaway.url.set(password="wrong-secret"))).__enter__()
    assert "wrong-secret" not in str(raised.value)
