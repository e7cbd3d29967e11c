"""Scratch databases: made, cloned, dropped, and never anybody else's."""

import re
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import URL
from sqlalchemy_utils import database_exists

from migrations_check.postgres import Scratch, Server, ServerError, scratch


@pytest.fixture
def own(throwaway: Server) -> Iterator[Scratch]:
    with scratch(throwaway) as run:
        yield run
        for url in list(run.live):
            run.drop(url)


def connect(url: URL) -> psycopg.Connection:
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


def test_names_carry_the_run_and_count_up(own: Scratch) -> None:
    names = [own.create().database for _ in range(3)]
    assert names == [f"migrations_check_{own.run}_{number}" for number in (1, 2, 3)]
    assert re.fullmatch("[0-9a-f]{8}", own.run)


def test_a_clone_has_what_its_template_has_and_lives_apart(own: Scratch) -> None:
    template = own.create()
    with connect(template) as connection:
        connection.execute("CREATE TABLE guilds (id int)")
        connection.execute("INSERT INTO guilds VALUES (1)")
    clone = own.create(template)
    with connect(clone) as connection:
        assert connection.execute("SELECT id FROM guilds").fetchall() == [(1,)]
        connection.execute("DROP TABLE guilds")
    with connect(template) as connection:
        assert connection.execute("SELECT id FROM guilds").fetchall() == [(1,)]


@pytest.mark.parametrize("act", [Scratch.create, Scratch.drop])
def test_a_session_left_open_is_no_hindrance(own: Scratch, act: Callable) -> None:
    url = own.create()
    with connect(url) as forgotten:
        began = time.monotonic()
        act(own, url)
        assert time.monotonic() - began < 2
        with pytest.raises(psycopg.OperationalError):
            forgotten.execute("SELECT 1")


def test_a_dropped_one_is_gone(own: Scratch) -> None:
    url = own.create()
    own.drop(url)
    assert not database_exists(url)
    with pytest.raises(ServerError, match="left alone"):
        own.drop(url)


def test_only_what_this_run_made_is_cloned_or_dropped(own: Scratch, throwaway: Server) -> None:
    with scratch(throwaway) as another:
        other = another.create()
        for foreign in (throwaway.url, other, throwaway.url.set(database="template1")):
            with pytest.raises(ServerError, match="no scratch database of this run: it is left alone"):
                own.drop(foreign)
            with pytest.raises(ServerError, match="no scratch database of this run: it is left alone"):
                own.create(foreign)
        another.drop(other)


def test_a_loaded_template_of_pytest_postgresql_is_on_the_same_server(
    own: Scratch, postgresql: psycopg.Connection, throwaway: Server
) -> None:
    assert postgresql.info.port == throwaway.url.port
    with pytest.raises(ServerError, match="left alone"):
        own.drop(throwaway.url.set(database=postgresql.info.dbname))
    assert postgresql.execute("SELECT 1").fetchone() == (1,)
