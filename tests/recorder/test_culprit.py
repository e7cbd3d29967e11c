"""By which row a statement fails, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from migrations_check.recorder.culprit import Culprit

TABLES = """
create schema cfg;
create table cfg.guilds (id int primary key, name varchar(20));
create table cfg.tickets (id int primary key, guild_id int references cfg.guilds, topic text);
insert into cfg.guilds values (1, 'rust'), (2, 'a very long name');
insert into cfg.tickets values (1, 1, '12'), (2, 2, 'help'), (3, null, null);
"""


@pytest.fixture
def connection(postgresql: psycopg.Connection[Any]) -> Iterator[Connection]:
    postgresql.execute(TABLES)
    postgresql.commit()
    facts = postgresql.info
    url = f"postgresql+psycopg://{facts.user}:{facts.password}@{facts.host}:{facts.port}/{facts.dbname}"
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def culprit_of(connection: Connection, sql: str) -> str:
    culprit = Culprit(["cfg.guilds", "cfg.tickets"])
    culprit.before(connection, lambda cursor: cursor.execute(sql))
    with pytest.raises(DBAPIError):
        connection.exec_driver_sql(sql)
    culprit.failed(connection, sql)
    return culprit.row


def test_the_row_without_a_value(connection: Connection) -> None:
    row = culprit_of(connection, "alter table cfg.tickets alter topic set not null")
    assert row == "cfg.tickets: id = 3, guild_id = NULL, topic = NULL"


def test_the_row_whose_value_is_too_long_though_others_point_at_it(connection: Connection) -> None:
    row = culprit_of(connection, "alter table cfg.guilds alter name type varchar(5)")
    assert row == "cfg.guilds: id = 2, name = a very long name"


def test_the_row_that_cannot_be_cast(connection: Connection) -> None:
    row = culprit_of(connection, "alter table cfg.tickets alter topic type int using topic::int")
    assert row == "cfg.tickets: id = 2, guild_id = 2, topic = help"


def test_the_row_that_breaks_a_rule(connection: Connection) -> None:
    row = culprit_of(connection, "alter table cfg.tickets add check (length(topic) < 3)")
    assert row == "cfg.tickets: id = 2, guild_id = 2, topic = help"


def test_no_row_is_named_where_two_are_needed_or_none(connection: Connection) -> None:
    assert culprit_of(connection, "alter table cfg.tickets add check (nonsense)") == ""


def test_everything_stands_as_before_the_statement(connection: Connection) -> None:
    culprit_of(connection, "alter table cfg.tickets alter topic set not null")
    assert connection.exec_driver_sql("select count(*) from cfg.tickets").scalar() == 3
