"""The schema of a live database, as a real pg_dump writes it, held against the chain that made it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from records import record
from sqlalchemy import URL

from migrations_check.checks import live_drift
from migrations_check.finding import Finding
from migrations_check.postgres import Scratch, Server, scratch
from migrations_check.postgres.binaries import find_binaries
from migrations_check.recorder import catalog
from migrations_check.replay.live_dump import LiveError, lay, read
from migrations_check.snapshot import Snapshot, Thing, snapshot

BOT = Path(__file__).parent / "magikal-bot"
REVISION = "2b77b98f792b"
ON_A_BRANCH = "f73126ccf0c0"
HEAD = "c24c600340de"
RAISE_LIMITS = "1b401a54b673"


@pytest.fixture(scope="module")
def databases(throwaway: Server) -> Iterator[Scratch]:
    with scratch(throwaway) as made:
        yield made
        for url in list(made.live):
            made.drop(url)


@pytest.fixture(scope="module")
def migrated(databases: Scratch) -> Callable[[str], URL]:
    """A database that holds the reference bot's schema at a revision; made once, and left as it is."""
    made: dict[str, URL] = {}

    def at(revision: str) -> URL:
        if revision not in made:
            made[revision] = databases.create()
            run(made[revision], (BOT / "migrations" / "baseline.sql").read_text())
            upgrade(made[revision], revision)
        return made[revision]

    return at


def plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def run(url: URL, sql: str) -> None:
    with psycopg.connect(plain(url)) as connection:
        connection.execute(sql.encode())


def upgrade(url: URL, revision: str) -> None:
    command = [sys.executable, "-m", "alembic", "-c", "migrations/alembic.ini", "upgrade", revision]
    environ = {**os.environ, "ALEMBIC_DATABASE_URL": url.render_as_string(hide_password=False)}
    subprocess.run(command, cwd=BOT, env=environ, check=True, capture_output=True)


def dumped(server: Server, url: URL, file: Path, *options: str) -> Path:
    words = [programs(server) / "pg_dump", *(options or ("--schema-only", "--schema=cfg")), "--file", file, plain(url)]
    subprocess.run(words, check=True, capture_output=True)
    return file


def programs(server: Server) -> Path:
    """Those of a pg_dump that is not older than the server."""
    return find_binaries(str(server.major)).directory


def things(url: URL) -> Snapshot:
    with psycopg.connect(plain(url)) as connection:
        connection.execute("set search_path = ''")
        row = connection.execute(f"select ({catalog.whole()})::text".encode()).fetchone()
    assert row is not None
    return snapshot(Thing(*thing) for thing in json.loads(row[0]))


def laid(databases: Scratch, at: URL, file: Path) -> Snapshot:
    """What the dump makes in a copy of this database."""
    copy = databases.create(at)
    with psycopg.connect(plain(copy), autocommit=True) as connection:
        lay(connection, read(file, ["cfg"]), ["cfg"])
    found = things(copy)
    databases.drop(copy)
    return found


def drifts(chain: Snapshot, live: Snapshot) -> list[tuple[str, str]]:
    said = live_drift.findings(record(live=live, at=chain, facts={"live": REVISION}))
    return [(finding.subject, finding.message) for finding in said if isinstance(finding, Finding)]


@pytest.fixture
def changed_by_hand(
    throwaway: Server, databases: Scratch, migrated: Callable[[str], URL], tmp_path: Path
) -> Callable[..., list[tuple[str, str]]]:
    """What is said where somebody ran this SQL on the live database."""

    def told(sql: str, *options: str) -> list[tuple[str, str]]:
        live = databases.create(migrated(REVISION))
        run(live, sql)
        file = dumped(throwaway, live, tmp_path / "live.sql", *options)
        databases.drop(live)
        return drifts(things(migrated(REVISION)), laid(databases, migrated(REVISION), file))

    return told


@pytest.mark.parametrize("revision", ["bb23dc38b7c1", "ff853eaffcc7", ON_A_BRANCH, "b76d14ad5ffb", REVISION, HEAD])
def test_a_live_database_that_only_alembic_changed_is_silent(throwaway, databases, migrated, tmp_path, revision):
    file = dumped(throwaway, migrated(revision), tmp_path / "live.sql")
    assert drifts(things(migrated(revision)), laid(databases, migrated(revision), file)) == []


@pytest.mark.parametrize(
    ("by_hand", "subject", "message"),
    [
        (
            "create index ix_by_hand on cfg.tickets (opener_id) where closed_at is null",
            "cfg.ix_by_hand",
            "live has index cfg.ix_by_hand (USING btree (opener_id) WHERE (closed_at IS NULL)), "
            "which no migration up to 2b77b98f792b makes: somebody made it by hand",
        ),
        (
            "alter table cfg.tickets add priority integer not null default 3",
            "cfg.tickets.priority",
            "live has column cfg.tickets.priority (integer), "
            "which no migration up to 2b77b98f792b makes: somebody made it by hand",
        ),
        (
            "alter table cfg.tickets alter status set default 'waiting'",
            "cfg.tickets.status",
            "live has column cfg.tickets.status with default 'waiting'::cfg.ticket_status, and the migrations up to "
            "2b77b98f792b make it with default 'open'::cfg.ticket_status: somebody changed it by hand",
        ),
        (
            "alter table cfg.tickets drop constraint uq_tickets_channel_id",
            "cfg.tickets.uq_tickets_channel_id",
            "live has no constraint cfg.tickets.uq_tickets_channel_id, "
            "which the migrations up to 2b77b98f792b make: somebody dropped it by hand",
        ),
        (
            "alter table cfg.tickets rename channel_id to channel",
            "cfg.tickets.channel_id",
            "live has column cfg.tickets.channel in the place of cfg.tickets.channel_id: somebody renamed it by hand",
        ),
        (
            "alter index cfg.ix_automod_rules_patterns rename to ix_patterns",
            "cfg.ix_automod_rules_patterns",
            "live has index cfg.ix_patterns in the place of cfg.ix_automod_rules_patterns: somebody renamed it by hand",
        ),
        (
            "alter type cfg.ticket_status add value 'archived'",
            "cfg.ticket_status",
            "live has type cfg.ticket_status with values open, waiting, closed, archived, and the migrations up to "
            "2b77b98f792b make it with values open, waiting, closed: somebody changed it by hand",
        ),
        (
            "alter table cfg.xp_grants drop constraint ck_xp_grants_amount_not_zero, "
            "add constraint ck_xp_grants_amount_not_zero check (amount <> 0) not valid",
            "cfg.xp_grants.ck_xp_grants_amount_not_zero",
            "live has constraint cfg.xp_grants.ck_xp_grants_amount_not_zero with NOT VALID, and the migrations up to "
            "2b77b98f792b make it with validated: somebody changed it by hand",
        ),
        (
            "alter table cfg.tickets enable row level security",
            "cfg.tickets",
            "live has table cfg.tickets with row security, and the migrations up to 2b77b98f792b make it with "
            "no row security: somebody changed it by hand",
        ),
    ],
)
def test_what_somebody_changed_by_hand_is_told_once(changed_by_hand, by_hand, subject, message):
    assert changed_by_hand(by_hand) == [(subject, message)]


@pytest.mark.parametrize(
    ("by_hand", "subjects"),
    [
        ("drop table cfg.guilds cascade", ["cfg.guilds"]),
        ("create table cfg.polls (id serial primary key, guild_id bigint references cfg.guilds)", ["cfg.polls"]),
        ("alter table cfg.tickets drop channel_id", ["cfg.tickets.channel_id"]),
        ("alter table cfg.guilds rename guild_id to id", ["cfg.guilds.guild_id"]),
        (
            "alter table cfg.tickets rename channel_id to channel; drop index cfg.ix_automod_rules_patterns",
            ["cfg.tickets.channel_id", "cfg.ix_automod_rules_patterns"],
        ),
    ],
)
def test_what_comes_and_goes_with_it_is_not_told_again(changed_by_hand, by_hand, subjects):
    assert [subject for subject, _ in changed_by_hand(by_hand)] == subjects


def test_owners_grants_and_what_stands_beside_are_nothing(changed_by_hand, throwaway):
    by_hand = """
        create role migrations_check_tests_website;
        alter table cfg.tickets owner to migrations_check_tests_website;
        grant select on cfg.guilds to migrations_check_tests_website;
        create table public.carts (id bigint primary key);
    """
    try:
        assert changed_by_hand(by_hand, "--schema-only") == []
    finally:
        run(throwaway.url, "drop role migrations_check_tests_website")


def test_what_a_dump_writes_otherwise_is_the_same(throwaway, databases, tmp_path):
    made = databases.create()
    run(made, (BOT.parent / "every_kind.sql").read_text())
    assert drifts(things(made), laid(databases, made, dumped(throwaway, made, tmp_path / "live.sql"))) == []


def test_rows_in_a_dump_are_left_where_they_are(throwaway, databases, migrated, tmp_path):
    live = databases.create(migrated(REVISION))
    run(live, "insert into cfg.guilds (guild_id, name) values (81384788765712384, 'hunter2')")
    text = "".join(entry.sql for entry in read(dumped(throwaway, live, tmp_path / "all.sql", "-v"), ["cfg"]).entries)
    assert "CREATE TABLE cfg.guilds" in text
    assert "hunter2" not in text


def test_a_nightly_dump_through_pg_restore(throwaway, databases, migrated, tmp_path):
    nightly = dumped(throwaway, migrated(REVISION), tmp_path / "appdb.dump", "-Fc")
    words = [programs(throwaway) / "pg_restore", "-s", "-n", "cfg", "-f", tmp_path / "live.sql", nightly]
    subprocess.run(words, check=True)
    assert drifts(things(migrated(REVISION)), laid(databases, migrated(REVISION), tmp_path / "live.sql")) == []


def check(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "migrations_check", str(BOT), "--report", "json", *options]
    return subprocess.run(command, cwd=BOT.parents[1], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("revision", [ON_A_BRANCH, HEAD])
def test_the_whole_check_on_a_live_database_that_only_alembic_changed(throwaway, migrated, tmp_path, revision):
    file = dumped(throwaway, migrated(revision), tmp_path / "live.sql")
    run = check("--since", revision, "--live", str(file), "--save-record", str(tmp_path / "record"))
    assert run.returncode == 0, run.stdout + run.stderr
    told = [json.loads(line) for line in (tmp_path / "record").read_text().splitlines()]
    assert any(event["event"] == "live" and event["things"] and event["at"] for event in told)
    assert "live-drift" not in run.stdout


def test_a_pending_revision_that_fails_because_of_drift(throwaway, databases, migrated, tmp_path):
    live = databases.create(migrated(REVISION))
    run(live, "alter table cfg.xp_rewards drop constraint ck_xp_rewards_level_range")
    done = check("--since", REVISION, "--live", str(dumped(throwaway, live, tmp_path / "live.sql")))
    findings = {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}
    failed = findings["upgrade-fails-on-rows"]
    assert (done.returncode, failed["subject"]) == (1, RAISE_LIMITS)
    assert 'fails on the live schema with rows: ProgrammingError: constraint "ck_xp' in failed["message"]
    assert findings["live-drift"]["subject"] == "cfg.xp_rewards.ck_xp_rewards_level_range"


def test_what_only_a_newer_server_or_the_live_one_knows_is_left_out():
    """The story's dump is one of Postgres 18, of the whole database."""
    file = BOT.parent / "chains" / "clean-live" / "live.sql"
    words = ("SET transaction_timeout", "\\unrestrict", "OWNER TO", "GRANT", "public.web_sessions", "PUBLICATION")
    taken = "".join(entry.sql for entry in read(file, ["cfg"]).entries)
    assert [word for word in words if word not in file.read_text()] == []
    assert [word for word in words if word in taken] == []


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"PGDMP\x01\x0e", "is in pg_dump's own format: turn it into SQL with `pg_restore -s -f -`"),
        (
            b"create table cfg.guilds ();",
            "is no SQL that pg_dump wrote: write it with `pg_dump --schema-only --schema=cfg`",
        ),
        (b"-- PostgreSQL database dump\n\xe9", "is not in UTF-8"),
        (b"-- PostgreSQL database dump\n", "says nothing of cfg: write it with"),
    ],
)
def test_a_file_that_is_of_no_use(tmp_path, written, why):
    (tmp_path / "live.sql").write_bytes(written)
    with pytest.raises(LiveError, match=r"live\.sql \(--live\) ") as refused:
        read(tmp_path / "live.sql", ["cfg"])
    assert why in str(refused.value)


DUMP = """--
-- PostgreSQL database dump
--
SET transaction_timeout = 0;
{extension}
--
-- Name: tickets; Type: TABLE; Schema: cfg; Owner: magikalbot
--

CREATE TABLE cfg.tickets (
    id bigint,
    topic {type}
);
"""
EXTENSION = """--
-- Name: nowhere; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS nowhere WITH SCHEMA public;

"""


def loading(databases: Scratch, file: Path, text: str) -> None:
    file.write_text(text)
    with psycopg.connect(plain(databases.create()), autocommit=True) as connection:
        lay(connection, read(file, ["cfg"]), ["cfg"])


def test_what_does_not_load_is_told_with_its_line(databases, tmp_path):
    with pytest.raises(LiveError) as refused:
        loading(databases, tmp_path / "live.sql", DUMP.format(extension="", type="public.citext"))
    assert str(refused.value) == (
        f'{tmp_path}/live.sql:12 (--live) does not load: type "public.citext" does not exist; '
        "what it needs outside cfg has to be made by the baseline or by a migration"
    )


def test_a_missing_extension_is_told_where_something_needs_it(databases, tmp_path):
    with pytest.raises(LiveError, match="install the extension nowhere for this server, or give another with --post"):
        loading(databases, tmp_path / "live.sql", DUMP.format(extension=EXTENSION, type="public.citext"))


def test_a_missing_extension_that_nothing_needs_is_nothing(databases, tmp_path):
    loading(databases, tmp_path / "live.sql", DUMP.format(extension=EXTENSION, type="text"))


@pytest.mark.parametrize("since", [["--all"], ["--since", "HEAD"]])
def test_live_needs_a_revision(since, tmp_path):
    run = check(*since, "--live", str(tmp_path / "live.sql"))
    assert run.returncode == 2
    assert "--live needs --since REVISION: the one that `alembic current` tells" in run.stderr


def test_a_dump_that_is_not_there(tmp_path):
    run = check("--since", REVISION, "--live", str(tmp_path / "live.sql"))
    assert run.returncode == 2
    assert f"{tmp_path}/live.sql (--live) cannot be read: No such file or directory" in run.stderr
