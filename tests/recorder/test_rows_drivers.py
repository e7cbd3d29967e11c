"""Rows through every driver that a project may have: in an open transaction, in none, and in autocommit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from migrations_check.recorder.rows import Filled, fill, plant

SCHEMA = (
    "create schema cfg",
    "create type cfg.mood as enum ('sad', 'glad')",
    "create table cfg.guilds (id bigint primary key, name varchar(20) unique, about text, mood cfg.mood)",
    "create table cfg.ranks (id serial primary key, guild_id bigint not null references cfg.guilds, "
    "rank integer check (rank between 1 and 9), note text check (note <> '50%' and note not like '%:x%'))",
)
PLANTED = "insert into cfg.guilds (id, name) values (7, '100%'); insert into cfg.ranks (guild_id, rank) values (7, 9)"
QUESTION = (
    "select (select json_agg(g order by id)::text from cfg.guilds g) || (select json_agg(r)::text from cfg.ranks r)"
)


def _url(postgresql: Any, driver: str) -> URL:
    info = postgresql.info
    return URL.create(f"postgresql+{driver}", info.user, info.password, info.host, info.port, info.dbname)


def _through(postgresql: Any, driver: str, mode: str, work: Callable[[Connection], Any]) -> Any:
    """Do something on a connection of this driver, then commit as env.py would."""
    options = {"isolation_level": "AUTOCOMMIT"} if mode == "autocommit" else {}

    def within(connection: Connection) -> Any:
        if mode == "begun":
            connection.begin()
        result = work(connection)
        if mode == "begun":
            connection.commit()
        return result

    if driver in ("asyncpg", "psycopg_async"):
        return asyncio.run(_asynchronously(_url(postgresql, driver), options, within))
    engine = create_engine(_url(postgresql, driver), **options)
    with engine.connect() as connection:
        result = within(connection)
    engine.dispose()
    return result


async def _asynchronously(url: URL, options: dict[str, str], work: Callable[[Connection], Any]) -> Any:
    engine = create_async_engine(url, **options)
    async with engine.connect() as connection:
        result = await connection.run_sync(work)
    await engine.dispose()
    return result


@pytest.mark.parametrize("mode", ["begun", "fresh", "autocommit"])
@pytest.mark.parametrize("driver", ["psycopg", "psycopg2", "asyncpg", "pg8000", "psycopg_async"])
def test_the_rows_are_the_same_whatever_the_driver(postgresql: Any, driver: str, mode: str) -> None:
    for statement in SCHEMA:
        postgresql.execute(statement)
    postgresql.commit()

    filled: Filled = _through(postgresql, driver, mode, lambda connection: fill(connection, ["cfg"], [], "a1"))
    [(told,)] = postgresql.execute(QUESTION)
    assert filled.unfilled == {}
    assert min(filled.rows.values()) >= 3

    postgresql.execute("truncate cfg.guilds, cfg.ranks restart identity")
    postgresql.commit()
    _through(postgresql, "psycopg", "fresh", lambda connection: fill(connection, ["cfg"], [], "a1"))
    assert [*postgresql.execute(QUESTION)] == [(told,)]


@pytest.mark.parametrize("mode", ["begun", "fresh", "autocommit"])
@pytest.mark.parametrize("driver", ["psycopg", "psycopg2", "asyncpg", "pg8000", "psycopg_async"])
def test_a_persons_statements_run_whatever_the_driver(postgresql: Any, driver: str, mode: str) -> None:
    for statement in SCHEMA:
        postgresql.execute(statement)
    postgresql.commit()

    _through(postgresql, driver, mode, lambda connection: plant(connection, PLANTED))
    assert [*postgresql.execute("select name, rank from cfg.guilds g join cfg.ranks r on guild_id = g.id")] == [
        ("100%", 9)
    ]
