"""By which row a statement fails, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from migrations_check.recorder.failing_row import FailingRow

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


def failing_row(connection: Connection, sql: str, *tables: str) -> str:
    sought = FailingRow(tables or ["cfg.guilds", "cfg.tickets"])
    sought.before(connection, lambda cursor: cursor.execute(sql))
    with pytest.raises(DBAPIError):
        connection.exec_driver_sql(sql)
    sought.failed(connection, sql)
    return sought.row


def test_the_row_without_a_value(connection: Connection) -> None:
    row = failing_row(connection, "alter table cfg.tickets alter topic set not null")
    assert row == "cfg.tickets id = 3: topic = NULL"


def test_the_row_whose_value_is_too_long_though_others_point_at_it(connection: Connection) -> None:
    row = failing_row(connection, "alter table cfg.guilds alter name type varchar(5)")
    assert row == "cfg.guilds id = 2: name = 'a very long name'"


def test_the_row_that_cannot_be_cast(connection: Connection) -> None:
    row = failing_row(connection, "alter table cfg.tickets alter topic type int using topic::int")
    assert row == "cfg.tickets id = 2: topic = 'help'"


def test_the_row_that_breaks_a_rule(connection: Connection) -> None:
    row = failing_row(connection, "alter table cfg.tickets add check (length(topic) < 3)")
    assert row == "cfg.tickets id = 2: topic = 'help'"


def test_a_long_value_is_cut_and_no_other_one_with_it(connection: Connection) -> None:
    connection.exec_driver_sql("update cfg.tickets set topic = repeat('A long story. ', 25), guild_id = null")
    row = failing_row(connection, "alter table cfg.tickets add check (length(topic) < 3 or coalesce(guild_id, 0) > 1)")
    assert row == "cfg.tickets id = 1: guild_id = NULL, topic = 'A long story. A long story. A …' (350 characters)"


def test_a_column_that_only_the_error_names(connection: Connection) -> None:
    row = failing_row(
        connection, "do $$ begin execute 'alter table cfg.tickets alter ' || 'to' || 'pic set not null'; end $$"
    )
    assert row == "cfg.tickets id = 3: topic = NULL"


def test_a_table_without_a_key_and_a_statement_that_names_no_column(connection: Connection) -> None:
    connection.exec_driver_sql("create table cfg.notes (day date, what text); insert into cfg.notes values (null, 'x')")
    connection.exec_driver_sql("create domain cfg.whole as cfg.notes check ((value).day is not null)")
    row = failing_row(connection, "select n::cfg.notes::cfg.whole from cfg.notes n", "cfg.notes")
    assert row == "cfg.notes: day = NULL, what = 'x'"


def test_no_row_is_named_where_two_are_needed_or_none(connection: Connection) -> None:
    assert failing_row(connection, "alter table cfg.tickets add check (nonsense)") == ""


def test_everything_stands_as_before_the_statement(connection: Connection) -> None:
    failing_row(connection, "alter table cfg.tickets alter topic set not null")
    assert connection.exec_driver_sql("select count(*) from cfg.tickets").scalar() == 3
