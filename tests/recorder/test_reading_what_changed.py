"""Reading only what each step touched must tell the same as reading everything."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import DBAPIError

from migrations_check.recorder import catalog
from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_step, read_whole
from migrations_check.snapshot import difference

STATEMENTS = """
create table {t} (id bigserial primary key, name text not null default 'x', parent bigint)
create table {t} (id int generated always as identity, a int, b int, unique (a, b))
create table {t} (id int primary key, made timestamptz default now()) partition by range (id)
create table {t} partition of {t2} for values from (1) to (10)
create table {t} (like {t2} including all)
create table {t} () inherits ({t2})
create unlogged table {t} (id int)
drop table {t}
drop table {t} cascade
alter table {t} rename to {t2}
alter table {t} rename column name to {c}
alter table {t} add column {c} int default 1 check ({c} > 0)
alter table {t} add column {c} {e}
alter table {t} drop column {c} cascade
alter table {t} alter column {c} type bigint
alter table {t} alter column {c} set default 7
alter table {t} alter column {c} set not null
alter table {t} add constraint {k} foreign key (parent) references {t2} (id) not valid
alter table {t} validate constraint {k}
alter table {t} add constraint {k} check (id > 0)
alter table {t} drop constraint {k}
alter table {t} rename constraint {k} to other_{k}
alter table {t} set schema elsewhere
alter table {t} set (fillfactor = 50)
alter table {t} enable row level security
alter table {t2} attach partition {t} for values from (10) to (20)
alter table {t2} detach partition {t}
alter table {t} inherit {t2}
alter table {t} no inherit {t2}
create index {i} on {t} (id)
create unique index {i} on {t} (lower(name)) where id > 3
drop index cfg.{i}
alter index cfg.{i} rename to {i}_renamed
create view cfg.v_{t9} as select id from {t}
create or replace view cfg.v_{t9} as select id, 1 as one from {t}
create materialized view cfg.m_{t9} as select * from {t}
drop view cfg.v_{t9}
drop materialized view cfg.m_{t9}
create type {e} as enum ('a', 'b')
alter type {e} add value 'c'
alter type {e} rename value 'a' to 'z'
alter type {e} rename to renamed_{e9}
drop type {e} cascade
create domain cfg.d_{e9} as int check (value > 0)
alter domain cfg.d_{e9} add constraint small check (value < 100)
drop domain cfg.d_{e9}
create function cfg.f_{t9}() returns trigger language plpgsql as 'begin return new; end'
create or replace function cfg.f_{t9}() returns trigger language plpgsql as 'begin return old; end'
drop function cfg.f_{t9}() cascade
create trigger g before insert on {t} for each row execute function cfg.f_{t9}()
alter table {t} disable trigger g
drop trigger g on {t}
create policy p on {t} using (true)
drop policy p on {t}
create sequence cfg.s_{t9}
alter sequence cfg.s_{t9} increment 5
alter sequence cfg.s_{t9} owned by {t}.id
alter table {t} alter column id set default nextval('cfg.s_{t9}')
drop sequence cfg.s_{t9} cascade
create statistics cfg.st_{t9} on id, name from {t}
create rule r as on delete to {t} do instead nothing
comment on table {t} is 'a table'
comment on column {t}.id is 'a column'
comment on type {e} is 'a type'
grant select on {t} to public
grant select (id) on {t} to public
revoke all on {t} from public
grant usage on schema cfg to public
alter default privileges in schema cfg grant select on tables to public
alter default privileges in schema cfg revoke select on tables from public
create schema elsewhere
drop schema elsewhere cascade
alter schema elsewhere rename to cfg2
truncate {t}
insert into {t} default values
do $$ begin create table {t} (id int); alter table {t} add column {c} int; end $$
create table {t} as select 1 as id
""".strip().splitlines()

FRESH = """
drop schema if exists cfg, cfg2, elsewhere cascade;
create schema cfg;
create type cfg.e1 as enum ('a');
create function cfg.f_t1() returns trigger language plpgsql as 'begin return new; end';
create table cfg.t1 (id bigserial primary key, name text not null default 'x', parent bigint);
create table cfg.t2 (id int primary key, name text, c1 cfg.e1, parent bigint constraint k1 references cfg.t1);
create view cfg.v_t1 as select id, name from cfg.t1;
"""


@st.composite
def ddl(draw: st.DrawFn) -> str:
    choose = random.Random(draw(st.integers(0, 2**32)))
    table, other = choose.sample(["t1", "t2", "t3"], 2)
    sql = choose.choice(STATEMENTS)
    renaming = "rename to" in sql
    return sql.format(
        t=f"cfg.{table}",
        t2=other if renaming else f"cfg.{other}",
        t9=table,
        c=choose.choice(["c1", "c2", "name"]),
        e=f"cfg.e{(n := choose.choice('12'))}",
        e9=f"e{n}",
        k=choose.choice(["k1", "k2"]),
        i=choose.choice(["i1", "i2"]),
    )


@pytest.fixture
def engine(postgresql):
    info = postgresql.info
    engine = create_engine(
        URL.create("postgresql+psycopg", info.user, info.password, info.host, info.port, info.dbname)
    )
    with engine.begin() as connection:
        connection.exec_driver_sql(catalog.install().replace("%", "%%"))
    yield engine
    engine.dispose()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(ddl(), min_size=1, max_size=4), min_size=3, max_size=25))
def test_any_ddl_is_noticed_without_reading_the_rest(engine, steps: list[list[str]]) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(FRESH)
        connection.commit()
        _replay(connection, steps)


def _replay(connection, steps: list[list[str]]) -> None:
    known = Known(read_whole(connection, watched=True), set())
    connection.commit()
    for step in steps:
        done = [sql for sql in step if _ran(connection, sql)]
        known.take(read_step(connection, watched=True))
        connection.commit()
        overlooked = [
            (
                change.kind,
                change.address,
                change.before and change.before.definition,
                change.after and change.after.definition,
            )
            for change in difference(known.things, read_whole(connection, watched=True))
        ]
        assert overlooked == [], done


def _ran(connection, sql: str) -> bool:
    inside = connection.begin_nested()
    try:
        connection.exec_driver_sql(sql)
    except DBAPIError:
        inside.rollback()
        return False
    inside.commit()
    return True
