"""Rows made up from the catalog: a schema that a person can picture, and what must hold of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError

from migrations_check.recorder import rows
from migrations_check.recorder.rows import Filled, fill, plant

Select = Callable[[str], list[Any]]


@pytest.fixture
def engine(postgresql: Any) -> Iterator[Engine]:
    info = postgresql.info
    url = URL.create("postgresql+psycopg", info.user, info.password, info.host, info.port, info.dbname)
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        _run(connection, "create schema cfg")
        yield connection


def _run(connection: Connection, sql: str) -> None:
    connection.exec_driver_sql(sql.replace("%", "%%"))
    connection.commit()


def _filled(connection: Connection, sql: str, seed: str = "a1") -> tuple[Filled, Select]:
    """The schema with its rows, and a way to ask it: one list of values for each row, or the values of one column."""
    _run(connection, sql)
    filled = fill(connection, ["cfg"], [], seed)
    return filled, lambda question: _select(connection, question)


def _select(connection: Connection, question: str) -> list[Any]:
    found = [tuple(row) for row in connection.exec_driver_sql(question.replace("%", "%%"))]
    return [row[0] if len(row) == 1 else row for row in found]


def test_a_table_has_a_row_of_nulls_a_duplicate_and_odd_values(connection: Connection) -> None:
    filled, select = _filled(
        connection, "create table cfg.guilds (id bigint primary key, name varchar(32), level integer, about text)"
    )
    [(count, ids, names, longest, levels)] = select(
        "select count(*), count(distinct id), count(name) - count(distinct name), max(length(name)), "
        "array[min(level), max(level)] from cfg.guilds"
    )
    assert filled == Filled({"cfg.guilds": count}, {})
    assert count == ids >= 3
    assert names >= 1
    assert longest == 32
    assert levels == [-(2**31), 2**31 - 1]
    assert select("select count(*) from cfg.guilds where name is null and level is null and about is null") == [2]
    assert "" in select("select about from cfg.guilds")
    assert any(
        "'" in text and "\\" in text and "\n" in text for text in select("select coalesce(about, '') from cfg.guilds")
    )


def test_a_table_without_any_key_holds_the_same_row_twice(connection: Connection) -> None:
    _, select = _filled(connection, "create table cfg.log (at timestamptz, what text)")
    assert max(select("select count(*) from cfg.log group by at, what")) >= 2


KEYED = {
    "a key of two columns": (
        "guild bigint, level integer, role bigint, primary key (guild, level)",
        "role",
        "guild, role",
    ),
    "the other half of it": ("guild bigint, level integer, role bigint, primary key (guild, level)", "level, role"),
    "two keys": (
        "guild bigint, number integer, code text, unique (guild, number), unique (guild, code)",
        "number, code",
    ),
    "two keys apart": (
        "a integer, b integer, c integer, d integer, unique (a, b), unique (c, d)",
        "a, c",
        "a, d",
        "b, d",
    ),
    "one for each guild": (
        "guild bigint primary key references cfg.guilds, role bigint, on_join boolean",
        "role, on_join",
    ),
    "a key of what it computes": (
        "name text, word text generated always as (lower(name)) stored unique, role bigint",
        "role",
    ),
    "numbered by Postgres": ("id serial primary key, guild bigint, name text", "guild, name"),
    "one open one": (
        "id serial, guild bigint, state text default 'open' check (state in ('open', 'closed'))); "
        "create unique index on cfg.t (guild) where (state = 'open'",
        *("guild", "guild, state"),
    ),
    "in small letters": ("guild bigint, name text); create unique index on cfg.t (guild, lower(name)", "guild", "name"),
    "not twice at a time": (
        "during daterange not null, state text not null, exclude using gist (during with &&) where (state = 'booked')",
        *("state", "during"),
    ),
    "where one is NULL": (
        "guild bigint, role bigint, mail text, check ((role is null) <> (mail is null))",
        "role",
        "mail",
    ),
    "only for one state": (
        "guild bigint, name text, state text not null check (state in ('open', 'closed')), primary key (guild, name)",
        "guild) where (state = 'closed'",
    ),
}


@pytest.mark.parametrize("case", KEYED.values(), ids=list(KEYED))
def test_rows_agree_in_what_no_key_forbids(connection: Connection, case: tuple[str, ...]) -> None:
    columns, *uniques = case
    _filled(connection, f"create table cfg.guilds (id bigint primary key); create table cfg.t ({columns})")
    for unique in uniques:
        with pytest.raises(IntegrityError, match="is duplicated"):
            connection.exec_driver_sql(f"create unique index on cfg.t ({unique})")
        connection.rollback()


def test_rows_agree_in_columns_that_get_a_key_only_later(connection: Connection) -> None:
    _filled(connection, "create table cfg.ranks (guild bigint, level integer, role bigint, primary key (guild, level))")
    _run(connection, "alter table cfg.ranks add column color integer")
    fill(connection, ["cfg"], [], "a2")
    with pytest.raises(IntegrityError, match="is duplicated"):
        connection.exec_driver_sql("create unique index on cfg.ranks (guild, role, color)")


def test_a_key_with_another_column_is_kept_by_the_rows(connection: Connection) -> None:
    _filled(connection, "create table cfg.ranks (guild bigint, level integer, role bigint, primary key (guild, level))")
    _run(connection, "create unique index on cfg.ranks (guild, level, role)")


def test_a_tickets_status_shows_each_of_three_words(connection: Connection) -> None:
    _, select = _filled(
        connection,
        "create table cfg.tickets (id serial primary key, "
        "status text not null check (status in ('open', 'waiting', 'closed')))",
    )
    assert set(select("select status from cfg.tickets")) == {"open", "waiting", "closed"}


def test_a_rank_from_1_to_100_is_tried_at_both_ends(connection: Connection) -> None:
    _, select = _filled(connection, "create table cfg.ranks (rank integer check (rank between 1 and 100))")
    assert {1, 100, None} <= set(select("select rank from cfg.ranks"))


CONDITIONS = {
    "not negative": ("x integer not null", "x >= 0"),
    "at most 32 letters": ("name text not null", "length(name) <= 32"),
    "a pattern": ("name text not null unique", "name ~ '^[a-z_]+$'"),
    "a pattern without regard to case": ("mail text not null", "mail ~* '^[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,}$'"),
    "LIKE": ("url text not null", "url like 'https://%'"),
    "in order": ("a integer not null, b integer not null", "a < b"),
    "one of two": ("a integer, b text", "(a is null) <> (b is null)"),
    "exactly one of three": ("a integer, b text, c date", "num_nonnulls(a, b, c) = 1"),
    "small letters": ("name text not null", "lower(name) = name"),
    "a JSON object": ("x jsonb not null", "jsonb_typeof(x) = 'object'"),
    "a JSON key": ("x jsonb not null", "(x ->> 'limit')::integer > 5"),
    "every fifth": ("x integer not null", "x % 5 = 0 and x > 40"),
    "some elements": ("x text[] not null", "cardinality(x) > 2"),
    "an element": ("x text[] not null", "'owner' = any (x)"),
    "later": ("starts_at timestamptz not null, ends_at timestamptz not null", "ends_at > starts_at"),
    "so many bytes": ("x bytea not null unique", "octet_length(x) = 20"),
    "after a day": ("x date not null", "x >= '2031-05-01'"),
    "a sum": ("a integer not null, b integer not null, c integer not null", "c = a + b and a > 0 and b > 0"),
    "a kind": (
        "kind text not null, url text, seconds integer",
        "kind = 'link' and url is not null and seconds is null or kind = 'timer' and seconds > 0 and url is null",
    ),
    "a first of the month": ("x date not null", "date_trunc('month', x) = x"),
    "a range with an end": ("x int4range not null", "upper(x) - lower(x) >= 3 and lower(x) > 100"),
    "digits": ("x char(4) not null", "x ~ '^\\d{4}$'"),
    "a mask": ("x bit(8) not null", "x & b'00000001' = b'00000001'"),
    "a network": ("x inet not null", "family(x) = 6"),
}


@pytest.mark.parametrize(("columns", "condition"), CONDITIONS.values(), ids=list(CONDITIONS))
def test_a_condition_is_met(connection: Connection, columns: str, condition: str) -> None:
    filled, select = _filled(connection, f"create table cfg.t ({columns}, check ({condition}))")
    assert filled.unfilled == {}
    assert filled.rows["cfg.t"] >= 3
    for column in columns.replace(" not null", "").split(", "):
        name = column.split()[0]
        assert select(f"select count({name}) > 0 from cfg.t") == [True], name


def test_a_condition_that_calls_a_function_is_met(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create function cfg.is_locale(x text) returns boolean language sql immutable as "
        "$$ select x in ('de', 'en-GB') $$; "
        "create table cfg.t (locale text not null check (cfg.is_locale(locale)))",
    )
    assert filled.unfilled == {}
    assert set(select("select locale from cfg.t")) == {"de", "en-GB"}


def test_enums_domains_and_composite_types(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create type cfg.mood as enum ('sad', 'glad'); "
        "create domain cfg.share as numeric(3,2) check (value between 0 and 1); "
        "create domain cfg.sure as cfg.share not null; "
        "create type cfg.place as (x integer, y double precision); "
        "create table cfg.t (mood cfg.mood, moods cfg.mood[], share cfg.share, sure cfg.sure, place cfg.place)",
    )
    assert filled.unfilled == {}
    assert set(select("select mood::text from cfg.t")) == {"sad", "glad", None}
    assert select("select count(moods) > 0 and count(share) > 0 and count(place) > 0 from cfg.t") == [True]
    assert select("select count(*) from cfg.t where sure is null") == [0]


TYPES = """smallint integer bigint numeric numeric(5,2) numeric(2,2) real double_precision money boolean text varchar(3)
varchar char(2) "char" name bytea date time timetz timestamp timestamp(0) timestamptz interval interval_day_to_second
uuid json jsonb jsonpath inet cidr macaddr macaddr8 bit bit(5) bit_varying(7) tsvector tsquery point line lseg box
path polygon circle int4range int8range numrange daterange tsrange tstzrange int4multirange datemultirange oid regclass
pg_lsn integer[] text[][] timestamptz[] jsonb[] uuid[] int4range[]"""


def test_every_type_has_different_values_and_null(connection: Connection) -> None:
    names = [name if name.startswith("pg_") else name.replace("_", " ") for name in TYPES.split()]
    if _select(connection, "select setting from pg_config where name = 'CONFIGURE' and setting like '%libxml%'"):
        names.append("xml")
    tables = [f"create table cfg.t{n} (x {name}, y {name} not null)" for n, name in enumerate(names)]
    filled, select = _filled(connection, "; ".join(tables))
    assert filled.unfilled == {}
    for n, name in enumerate(names):
        [(different, nulls)] = select(f"select count(distinct x::text), count(*) - count(x) from cfg.t{n}")
        assert (different >= 2, nulls >= 1) == (True, True), name


@pytest.mark.parametrize(("extension", "name"), [("citext", "citext"), ("hstore", "hstore"), ("ltree", "ltree")])
def test_a_type_of_an_extension_gets_what_it_can_read(connection: Connection, extension: str, name: str) -> None:
    filled, _ = _filled(connection, f"create extension {extension}; create table cfg.t (x {name} not null unique)")
    assert filled.rows["cfg.t"] >= 3


def test_postgres_numbers_and_computes(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create table cfg.t (a bigserial, b integer generated always as identity, "
        "net integer not null, gross integer generated always as (net + net * 19 / 100) stored, check (gross > 100))",
    )
    count = filled.rows["cfg.t"]
    assert sorted(select("select a from cfg.t")) == sorted(select("select b from cfg.t")) == [*range(1, count + 1)]
    assert min(select("select gross from cfg.t")) > 100


def test_two_tables_point_at_each_other(connection: Connection) -> None:
    filled, _ = _filled(
        connection,
        "create table cfg.guilds (id serial primary key, owner_id integer not null); "
        "create table cfg.members (id serial primary key, guild_id integer not null references cfg.guilds); "
        "alter table cfg.guilds add foreign key (owner_id) references cfg.members",
    )
    assert filled.unfilled == {}
    assert min(filled.rows.values()) >= 3


def test_a_tree_has_roots_and_branches(connection: Connection) -> None:
    _, select = _filled(
        connection,
        "create table cfg.tree (id serial primary key, parent_id integer references cfg.tree, name text unique)",
    )
    assert select("select count(parent_id) >= 1 and count(*) > count(parent_id) from cfg.tree") == [True]


def test_foreign_keys_that_share_a_column(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create table cfg.guilds (id bigint primary key); "
        "create table cfg.roles (guild_id bigint references cfg.guilds, id bigint, primary key (guild_id, id)); "
        "create table cfg.members (guild_id bigint, user_id bigint, role_id bigint, primary key (guild_id, user_id), "
        "foreign key (guild_id) references cfg.guilds, foreign key (guild_id, role_id) references cfg.roles)",
    )
    assert filled.unfilled == {}
    assert select("select count(role_id) > 0 and count(*) > count(role_id) from cfg.members") == [True]


def test_a_match_full_key_is_null_as_a_whole(connection: Connection) -> None:
    _, select = _filled(
        connection,
        "create table cfg.cases (guild bigint, number integer, primary key (guild, number)); "
        "create table cfg.notes (guild bigint, number integer, "
        "foreign key (guild, number) references cfg.cases match full)",
    )
    assert set(select("select num_nulls(guild, number) from cfg.notes")) == {0, 2}


def test_tables_that_cannot_have_rows_are_named_with_the_reason(connection: Connection) -> None:
    filled, _ = _filled(
        connection,
        "create table cfg.parted (day date not null) partition by range (day); "
        "create table cfg.never (id integer primary key check (id > 5 and id < 3)); "
        "create table cfg.may (never_id integer references cfg.never); "
        "create table cfg.must (never_id integer not null constraint to_never references cfg.never); "
        "create table cfg.eaten (id integer); create table cfg.diverted (id integer); "
        "create table cfg.refused (id integer); "
        "create function cfg.eat() returns trigger language plpgsql as 'begin return null; end'; "
        "create trigger eats before insert on cfg.eaten for each row execute function cfg.eat(); "
        "create function cfg.refuse() returns trigger language plpgsql as $$ begin raise 'not today'; end $$; "
        "create trigger refuses before insert on cfg.refused for each row execute function cfg.refuse(); "
        "create rule away as on insert to cfg.diverted do instead nothing; "
        "create foreign data wrapper far; create server far foreign data wrapper far; "
        "create foreign table cfg.abroad (id integer) server far",
    )
    assert filled.rows == {"cfg.may": filled.rows["cfg.may"]}
    kept_out = "its rows are accepted, and then they are not there; a trigger or a rule ({}) keeps them out"
    assert filled.unfilled == {
        "cfg.abroad": "it is a foreign table: its rows are kept elsewhere",
        "cfg.diverted": kept_out.format("away"),
        "cfg.eaten": kept_out.format("eats"),
        "cfg.must": "its foreign key to_never needs a row of cfg.never, which has none",
        "cfg.never": "no values were found that satisfy its check constraint never_id_check",
        "cfg.parted": "it has no partitions yet",
        "cfg.refused": "Postgres says: not today",
    }


def test_a_function_that_never_ends_costs_only_its_table(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "SECONDS", 1)
    filled, _ = _filled(
        connection,
        "create function cfg.forever(x integer) returns boolean language plpgsql as 'begin loop null; end loop; end'; "
        "create table cfg.slow (x integer check (cfg.forever(x))); create table cfg.tags (x integer)",
    )
    assert filled.rows.keys() == {"cfg.tags"}
    assert filled.unfilled == {"cfg.slow": "Postgres says: canceling statement due to statement timeout"}


def test_partitions_get_rows_through_their_root(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create table cfg.events (kind text, at date not null) partition by list (kind); "
        "create table cfg.joins partition of cfg.events for values in ('join') partition by range (at); "
        "create table cfg.joins_2031 partition of cfg.joins for values from ('2031-01-01') to ('2032-01-01')",
    )
    assert filled.rows == {"cfg.events": filled.rows["cfg.events"]}
    assert select("select count(*) from cfg.joins_2031") == [filled.rows["cfg.events"]]


def test_rows_that_may_not_overlap(connection: Connection) -> None:
    filled, _ = _filled(
        connection, "create table cfg.seasons (during daterange not null, exclude using gist (during with &&))"
    )
    assert filled.rows["cfg.seasons"] >= 3


def test_parents_outside_the_schemas_get_rows_and_other_tables_do_not(connection: Connection) -> None:
    filled, _ = _filled(
        connection,
        "create table public.users (id bigint primary key); create table public.website (id bigint); "
        "create table cfg.notes (user_id bigint not null references public.users)",
    )
    assert filled.rows.keys() == {"cfg.notes", "public.users"}


def test_the_tables_to_leave_are_left(connection: Connection) -> None:
    _run(connection, "create table cfg.alembic_version (version_num varchar(32)); create table cfg.tags (x integer)")
    assert fill(connection, ["cfg"], ["cfg.alembic_version"], "a1").rows.keys() == {"cfg.tags"}
    assert _select(connection, "select count(*) from cfg.alembic_version") == [0]


def test_a_new_column_gets_values_and_rows_that_are_there_stay(connection: Connection) -> None:
    before, select = _filled(connection, "create table cfg.tags (id integer primary key, name text unique)")
    old = select("select id, name from cfg.tags order by id")
    assert fill(connection, ["cfg"], [], "a2") == before
    _run(connection, "alter table cfg.tags add column uses integer check (uses > 0)")
    after = fill(connection, ["cfg"], [], "a3")
    assert after.rows["cfg.tags"] > before.rows["cfg.tags"]
    assert set(old) <= set(select("select id, name from cfg.tags where uses is null"))
    assert select("select count(uses) > 0 from cfg.tags") == [True]


def test_rows_of_a_migration_are_added_to_without_a_clash(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create table cfg.ranks (id serial primary key, name text unique, color text); "
        "insert into cfg.ranks (name, color) values ('general', 'red'), ('welcome', 'blue'), ('staff', 'red')",
    )
    assert filled.rows["cfg.ranks"] > 3
    assert select("select name from cfg.ranks order by id")[:3] == ["general", "welcome", "staff"]
    assert select("select count(*) > count(color) from cfg.ranks") == [True]


def test_the_same_rows_on_every_run(connection: Connection, engine: Engine) -> None:
    schema = (
        "create table cfg.guilds (id bigint primary key, name text, joined timestamptz default now(), key uuid); "
        "create table cfg.ranks (guild_id bigint not null references cfg.guilds, rank integer check (rank > 0), "
        "best integer, check (best <= rank))"
    )
    question = "select (select json_agg(g) from cfg.guilds g)::text, (select json_agg(r) from cfg.ranks r)::text"
    _, select = _filled(connection, schema)
    first = select(question)
    _run(connection, "drop schema cfg cascade; create schema cfg")
    assert _filled(connection, schema)[1](question) == first
    _run(connection, "drop schema cfg cascade; create schema cfg")
    assert _filled(connection, schema, seed="b2")[1](question) != first


def test_the_rows_stay_in_the_open_transaction(connection: Connection) -> None:
    _run(connection, "create table cfg.tags (x integer)")
    with connection.begin() as transaction:
        filled = fill(connection, ["cfg"], [], "a1")
        assert _select(connection, "select count(*) from cfg.tags") == [filled.rows["cfg.tags"]]
        transaction.rollback()
    assert _select(connection, "select count(*) from cfg.tags") == [0]


def test_the_connection_is_as_it_was_and_no_listener_heard_of_it(connection: Connection, engine: Engine) -> None:
    _run(connection, "create role clerk; create table cfg.tags (x integer check (x > 0))")
    question = "select current_setting('search_path'), current_setting('role'), current_setting('statement_timeout')"
    connection.exec_driver_sql("set search_path = cfg, public")
    connection.exec_driver_sql("set role clerk")
    connection.exec_driver_sql("set local statement_timeout = '7min'")
    heard: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda conn, cursor, sql, *rest: heard.append(sql))
    assert fill(connection, ["cfg"], [], "a1").rows["cfg.tags"] >= 3
    assert heard == []
    assert _select(connection, question) == [("cfg, public", "clerk", "7min")]
    connection.commit()
    assert _select(connection, question) == [("cfg, public", "clerk", "0")]
    connection.exec_driver_sql("reset role")
    _run(connection, "drop role clerk")


def test_what_is_deferred_does_not_keep_the_next_step_from_changing_the_table(connection: Connection) -> None:
    _run(
        connection,
        "create table cfg.boards (id integer primary key, place integer not null unique deferrable initially deferred, "
        "above integer references cfg.boards deferrable initially deferred)",
    )
    assert fill(connection, ["cfg"], [], "a1").rows["cfg.boards"] >= 3
    with connection.begin():
        fill(connection, ["cfg"], [], "a2")
        connection.exec_driver_sql("alter table cfg.boards add column name text")
        fill(connection, ["cfg"], [], "a3")
        connection.exec_driver_sql("alter table cfg.boards alter column name set default 'x'")


def test_a_trigger_finds_the_tables_of_its_schema_without_naming_it(connection: Connection) -> None:
    filled, select = _filled(
        connection,
        "create table cfg.audit (what text); create table cfg.cases (id integer); "
        "create function cfg.note() returns trigger language plpgsql as "
        "$$ begin insert into audit values ('case ' || new.id); return new; end $$; "
        "create trigger notes before insert on cfg.cases for each row execute function cfg.note()",
    )
    assert filled.unfilled == {}
    assert select("select count(*) > 0 from cfg.audit where what like 'case %'") == [True]


def test_a_persons_rows_are_planted(connection: Connection) -> None:
    _run(connection, "create table cfg.tags (name text)")
    path = _select(connection, "show search_path")
    plant(
        connection,
        "select set_config('search_path', '', false); "
        "insert into cfg.tags values ('50%'); insert into cfg.tags values (':x')",
    )
    connection.commit()
    assert _select(connection, "select name from cfg.tags") == ["50%", ":x"]
    assert _select(connection, "show search_path") == path


def test_a_persons_mistake_is_raised_and_the_transaction_goes_on(connection: Connection) -> None:
    _run(connection, "create table cfg.tags (name text)")
    with connection.begin():
        with pytest.raises(Exception, match="tagz"):
            plant(connection, "insert into cfg.tags values ('a'); insert into cfg.tagz values ('b')")
        assert _select(connection, "select count(*) from cfg.tags") == [0]
