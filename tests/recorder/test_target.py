"""Which targets and programs the guard lets through, and how it tells of them."""

from __future__ import annotations

import pytest

from migrations_check.recorder.guard.programs import is_harmless, reaches_postgres
from migrations_check.recorder.guard.target import Allowed, described, filled, hidden, is_allowed


@pytest.mark.parametrize(
    "command",
    [
        ["git", "rev-parse", "HEAD"],
        ["/usr/bin/git", "status"],
        "git rev-parse HEAD",
        ["/bin/sh", "-c", "git status | head -1 && LANG=C uname -s"],
        ["/bin/sh", "-c", "LC_ALL=C /sbin/ldconfig -p 2>/dev/null"],
    ],
)
def test_harmless(command: object) -> None:
    assert is_harmless(command)
    assert not reaches_postgres(command)


@pytest.mark.parametrize(
    "command",
    [
        ["alembic", "upgrade", "head"],
        ["/bin/sh", "-c", "git status; make migrate"],
        ["/bin/sh", "-c", "git log $(python bot.py)"],
        ["/bin/sh", "-c", "git status\ncurl example.org"],
        "echo 'unclosed",
        [b"python3", b"-m", b"bot"],
    ],
)
def test_not_harmless(command: object) -> None:
    assert not is_harmless(command)


@pytest.mark.parametrize(
    "command",
    [
        ["psql", "-l"],
        ["/usr/lib/postgresql/15/bin/pg_dump", "live"],
        ["docker", "exec", "db", "psql", "-c", "SELECT 1"],
        ["/bin/sh", "-c", "cat dump.sql|psql"],
        "sudo -u postgres createdb live",
    ],
)
def test_reaches_postgres(command: object) -> None:
    assert reaches_postgres(command)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("psql postgresql://bot:s3cret@db/live", "psql postgresql://bot:***@db/live"),
        ("PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"),
        ("host=db password='s3 cret' dbname=live", "host=db password=*** dbname=live"),
        ("postgresql://bot@db:5432/live", "postgresql://bot@db:5432/live"),
    ],
)
def test_hides_passwords(text: str, expected: str) -> None:
    assert hidden(text) == expected


OURS = Allowed("127.0.0.1", 6543, "postgres", {"scratch_1"})


@pytest.mark.parametrize(
    ("params", "environ", "expected"),
    [
        ({"host": "127.0.0.1", "port": 6543, "dbname": "scratch_1"}, {}, True),
        ({"host": "localhost", "port": "6543", "database": "scratch_1"}, {}, True),
        ({"port": 6543, "dbname": "scratch_1"}, {"PGHOST": "127.0.0.1"}, True),
        ({"host": "127.0.0.1", "port": 6543, "dbname": "postgres"}, {}, True),
        ({"port": 6543, "dbname": "scratch_1"}, {}, False),
        ({"host": "127.0.0.1", "dbname": "scratch_1"}, {}, False),
        ({"host": "127.0.0.1", "port": 6543}, {}, False),
        ({"host": "127.0.0.1", "port": 6543}, {"PGDATABASE": "live"}, False),
        ({"host": "127.0.0.1", "port": 6543, "dbname": "scratch_10"}, {}, False),
        ({"host": "127.0.0.1", "port": 6543, "dbname": "template1"}, {}, False),
        ({"host": "127.0.0.1,db", "port": 6543, "dbname": "scratch_1"}, {}, False),
        ({"host": "127.0.0.1", "port": "6543,6543", "dbname": "scratch_1"}, {}, False),
        ({"host": "127.0.0.1", "port": 6543, "dbname": "scratch_1"}, {"PGHOSTADDR": "10.0.0.1"}, False),
        ({"host": "127.0.0.1", "port": 6543, "dbname": "scratch_1"}, {"PGSERVICE": "live"}, False),
        ({"host": "/tmp", "port": 6543, "dbname": "scratch_1"}, {}, False),
    ],
)
def test_only_this_runs_databases(params: dict[str, object], environ: dict[str, str], expected: bool) -> None:
    assert is_allowed(filled(params, environ), OURS, OURS.names(), maintenance=True) is expected


def test_more_databases_are_allowed_later() -> None:
    allowed = Allowed("127.0.0.1", 6543, "postgres", set())
    target = {"host": "127.0.0.1", "port": "6543", "dbname": "scratch_2"}
    assert not is_allowed(target, allowed, allowed.names(), maintenance=False)
    allowed.allow("scratch_2")
    assert is_allowed(target, allowed, allowed.names(), maintenance=False)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"host": "db", "port": 1, "user": "bot", "dbname": "live"}, "postgresql://bot@db:1/live"),
        ({"host": "a,b", "port": "1,2", "dbname": "live"}, "postgresql://a:1,b:2/live"),
        ({"host": "::1", "dbname": "live"}, "postgresql://[::1]:5432/live"),
        ({"host": "db"}, "postgresql://db:5432/ (no database given)"),
    ],
)
def test_describes_a_target(params: dict[str, object], expected: str) -> None:
    assert described(filled(params, {})) == expected
