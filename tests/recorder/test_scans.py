"""Which statements keep others waiting for as long as a table is large: measured, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import ProgrammingError

from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_whole
from migrations_check.recorder.scans import Scans

TABLES = """
create schema cfg;
create table cfg.guilds (id int primary key, name text);
create table cfg.tickets (id int primary key, guild_id int, topic text, points int, opened varchar(20));
insert into cfg.guilds select n, 'g' from generate_series(1, 5) n;
insert into cfg.tickets select n, 1, 'help', n, 'today' from generate_series(1, 5) n;
"""


@pytest.fixture
def engine(postgresql: psycopg.Connection[Any]) -> Iterator[Engine]:
    postgresql.execute(TABLES)
    postgresql.commit()
    facts = postgresql.info
    engine = create_engine(
        f"postgresql+psycopg://{facts.user}:{facts.password}@{facts.host}:{facts.port}/{facts.dbname}"
    )
    yield engine
    engine.dispose()


def blocked(connection: Connection, *statements: str) -> list[tuple[str, str, int, int, bool]]:
    """(relation, lock, statement, the statement that took it, rewritten) of each, in one transaction."""
    known = Known(read_whole(connection, watched=False), set())
    scans = Scans(known.relation)
    for number, sql in enumerate(statements):
        scans.before(connection, number, lambda cursor, sql=sql: cursor.execute(sql))
        connection.exec_driver_sql(sql)
        scans.after(connection, number, 0.0)
    return [(b.relation, b.mode, b.statement, b.locked_by, b.rewritten) for b in scans.blocked]


def in_transaction(engine: Engine, *statements: str) -> list[tuple[str, str, int, int, bool]]:
    with engine.connect() as connection:
        return blocked(connection, *statements)


def by_itself(engine: Engine, *statements: str) -> list[tuple[str, str, int, int, bool]]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return blocked(connection, *statements)


def test_an_index_is_built_while_nobody_may_write(engine: Engine) -> None:
    told = in_transaction(engine, "create index on cfg.tickets (topic)")
    assert told == [("cfg.tickets", "ShareLock", 0, 0, False)]


def test_an_index_built_concurrently_keeps_nobody_waiting(engine: Engine) -> None:
    assert by_itself(engine, "create index concurrently on cfg.tickets (topic)") == []


def test_a_statement_that_commits_by_itself_is_rehearsed(engine: Engine) -> None:
    told = by_itself(engine, "create index on cfg.tickets (topic)")
    assert told == [("cfg.tickets", "ShareLock", 0, 0, False)]
    with engine.connect() as connection:
        made = connection.exec_driver_sql("select count(*) from pg_indexes where tablename = 'tickets'").scalar()
    assert made == 2


def test_a_column_with_a_constant_default_is_a_change_of_the_catalog_alone(engine: Engine) -> None:
    assert in_transaction(engine, "alter table cfg.tickets add column closed boolean not null default false") == []


def test_a_column_with_a_volatile_default_rewrites_the_table(engine: Engine) -> None:
    told = in_transaction(engine, "alter table cfg.tickets add column token uuid not null default gen_random_uuid()")
    assert told == [("cfg.tickets", "AccessExclusiveLock", 0, 0, True)]


def test_set_not_null_scans_unless_a_valid_check_says_it_already(engine: Engine) -> None:
    plain = in_transaction(engine, "alter table cfg.tickets alter column topic set not null")
    assert plain == [("cfg.tickets", "AccessExclusiveLock", 0, 0, False)]
    with engine.begin() as connection:
        connection.exec_driver_sql("alter table cfg.tickets add constraint t check (topic is not null) not valid")
        connection.exec_driver_sql("alter table cfg.tickets validate constraint t")
    assert in_transaction(engine, "alter table cfg.tickets alter column topic set not null") == []


def test_a_foreign_key_keeps_writers_of_both_tables_waiting(engine: Engine) -> None:
    told = in_transaction(engine, "alter table cfg.tickets add foreign key (guild_id) references cfg.guilds (id)")
    assert sorted(told) == [
        ("cfg.guilds", "ShareRowExclusiveLock", 0, 0, False),
        ("cfg.tickets", "ShareRowExclusiveLock", 0, 0, False),
    ]


def test_a_foreign_key_not_valid_and_then_validated_keeps_nobody_waiting(engine: Engine) -> None:
    add = "alter table cfg.tickets add constraint g foreign key (guild_id) references cfg.guilds (id) not valid"
    assert in_transaction(engine, add) == []
    with engine.begin() as connection:
        connection.exec_driver_sql(add)
    assert in_transaction(engine, "alter table cfg.tickets validate constraint g") == []


def test_a_wider_varchar_is_nothing_and_another_type_a_rewrite(engine: Engine) -> None:
    assert in_transaction(engine, "alter table cfg.tickets alter column opened type text") == []
    told = in_transaction(engine, "alter table cfg.tickets alter column points type bigint")
    assert told == [("cfg.tickets", "AccessExclusiveLock", 0, 0, True)]


def test_filling_a_column_blocks_only_under_a_lock_taken_before(engine: Engine) -> None:
    fill = "update cfg.tickets set topic = 'other' where topic is null"
    assert in_transaction(engine, fill) == []
    told = in_transaction(engine, "alter table cfg.tickets add column kind text", fill)
    assert told == [("cfg.tickets", "AccessExclusiveLock", 1, 0, False)]


def test_a_table_made_in_the_same_transaction_has_nobody_waiting(engine: Engine) -> None:
    told = in_transaction(engine, "create table cfg.panels (id int)", "create index on cfg.panels (id)")
    assert told == []


def test_truncate_is_no_rewrite(engine: Engine) -> None:
    assert in_transaction(engine, "truncate cfg.tickets") == []


def test_a_statement_that_fails_and_is_caught_by_a_savepoint_leaves_the_next_ones_watched(engine: Engine) -> None:
    with engine.connect() as connection:
        scans = Scans(Known(read_whole(connection, watched=False), set()).relation)
        connection.exec_driver_sql("savepoint before_it")
        scans.before(connection, 0, lambda cursor: None)
        with pytest.raises(ProgrammingError):
            connection.exec_driver_sql("alter table cfg.ticket add column kind text")
        scans.failed()
        for sql in ("rollback to savepoint before_it", "create index on cfg.tickets (topic)"):
            scans.before(connection, 0, lambda cursor: None)
            connection.exec_driver_sql(sql)
            scans.after(connection, 0, 0.0)
    assert [blocked.relation for blocked in scans.blocked] == ["cfg.tickets"]


def test_what_another_connection_of_the_same_migration_has_alone_is_not_waited_for(engine: Engine) -> None:
    with engine.connect() as first, engine.connect() as second:
        first.exec_driver_sql("alter table cfg.tickets add column kind text")
        second.exec_driver_sql("set statement_timeout = '5s'")
        told = blocked(second, "create index on cfg.guilds (name)")
    assert told == [("cfg.guilds", "ShareLock", 0, 0, False)]


def test_vacuum_full_runs_in_no_transaction_and_is_seen_to_rewrite(engine: Engine) -> None:
    assert by_itself(engine, "vacuum full cfg.tickets") == [("cfg.tickets", "AccessExclusiveLock", 0, 0, True)]
    assert by_itself(engine, "vacuum cfg.tickets") == []
