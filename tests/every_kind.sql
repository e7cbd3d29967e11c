-- Everything that a schema can hold and that Postgres writes otherwise once it was dumped.

create schema cfg;
create extension citext schema public;
create extension hstore schema cfg;
create extension btree_gist schema public;

create domain cfg.snowflake as bigint default 5 check (value > 0);
create type cfg.mood as enum ('calm', 'it''s loud');
create type cfg.pair as (x integer, y text);
create type cfg.span as range (subtype = float8, subtype_diff = float8mi);

create table cfg.raids (
    id bigint generated always as identity primary key,
    number serial unique deferrable initially deferred,
    name public.citext not null default 'x',
    tags cfg.hstore default ''::cfg.hstore,
    mood cfg.mood default 'calm',
    score numeric(10, 2) default 1.5,
    words varchar(10)[] default '{}',
    during tstzrange default tstzrange(now(), null),
    ttl interval default '3 days',
    length integer generated always as (length(name::text) * 2) stored,
    "Weird; Type: TABLE" text collate "C",
    owner cfg.snowflake,
    check (score between 0 and 100 and name in ('x', 'y', 'z')),
    check (ttl > '1 day'::interval),
    check ((mood = 'calm') = (score is null or score > '5'::numeric)),
    exclude using gist (number with =, during with &&)
);
create table cfg.old_raids (left_at timestamp) inherits (cfg.raids);
alter table cfg.raids add constraint later check (number < 1000) not valid;
alter table cfg.raids set (fillfactor = 80), replica identity full, enable row level security, cluster on raids_pkey,
    alter "Weird; Type: TABLE" set storage external, alter name set statistics 500;
create index on cfg.raids (lower(name::text) text_pattern_ops desc nulls last) include (score)
    where mood in ('calm') and name not in ('x', 'y');
create index on cfg.raids using gin (words);
create unique index on cfg.raids (coalesce("Weird; Type: TABLE", 'none'), (score::integer % 3));
create statistics cfg.raid_statistics (dependencies) on number, score from cfg.raids;
create policy few on cfg.raids using (name in ('x', 'y')) with check (score > 5);
comment on table cfg.raids is 'it''s a
table';
comment on column cfg.raids.score is 'of the raid';

create table cfg.events (
    id integer,
    at timestamptz not null,
    kind varchar(20) check (kind in ('join', 'leave')),
    primary key (id, at)
) partition by range (at);
create table cfg.events_2024 partition of cfg.events for values from ('2024-01-01') to ('2025-01-01');
create table cfg.events_rest partition of cfg.events default;
create index on cfg.events (kind);

create view cfg.small_raids as
    select raids.*, count(*) over (partition by mood) as n, (case when score > 5 then 'big' else 'small' end)::varchar(5)
    from cfg.raids
    where name in ('x', 'y') and score between 1 and 5 and number = any (array[1, 2])
    order by 1;
create rule keep as on delete to cfg.small_raids do instead nothing;
create materialized view cfg.moods as
    select mood, sum(score)::numeric(10, 1) from cfg.raids group by mood having count(*) > 0;
create unique index on cfg.moods (mood);

create aggregate cfg.total (integer) (sfunc = int4pl, stype = integer, initcond = '0');
create function cfg.twice(a integer default 1 + 1) returns integer language sql immutable begin atomic select a * 2; end;
create function cfg.owns() returns trigger language plpgsql as $$
begin

ALTER TABLE cfg.raids OWNER TO someone;

-- Nothing of this is pg_dump's own.
SET default_tablespace = '';
GRANT ALL ON cfg.raids TO someone;
return new;
end $$;
create trigger owned before update of score on cfg.raids for each row
    when (new.score > 5 and old.name in ('x', 'y')) execute function cfg.owns();
