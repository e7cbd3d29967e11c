"""What the VPS says becomes facts."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from ci import facts, questions
from ci.bot import alarms, news
from ci.facts import Facts
from ci.host import Answer
from ci.vps import read

VPS = read()


def found(**answers: str) -> Facts:
    return Facts({name: Answer(0, out) for name, out in answers.items()}, {})


@pytest.mark.parametrize(
    ("out", "ids"),
    [
        ("c24c600340de (head)\n", ("c24c600340de",)),
        ("INFO  [alembic] Context impl PostgresqlImpl.\nc24c600340de (head) (mergepoint)\n", ("c24c600340de",)),
        ("b1\na1 (head)\n", ("a1", "b1")),
        ("reading settings\n::error::pwned\n", ()),
        ("", ()),
    ],
)
def test_revisions_are_found_among_what_else_is_printed(out: str, ids: tuple[str, ...]) -> None:
    assert facts.revisions(out) == ids


def test_passwords_are_no_facts() -> None:
    remote = found(remote="https://mika:s3cret@github.com/magikal/bot.git").text("remote")
    assert remote == "https://mika:***@github.com/magikal/bot.git"


def test_two_dumps_of_one_schema_are_the_same() -> None:
    first = Facts({}, {"dump": "\\restrict abc\nCREATE SCHEMA cfg;\n\\unrestrict abc\n"})
    second = Facts({}, {"dump": "\\restrict xyz\nCREATE SCHEMA cfg;\n\\unrestrict xyz\n"})
    assert facts.dump(first) == facts.dump(second) == "CREATE SCHEMA cfg;\n"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("   Active: active (running) since Mon 2026-11-23 13:15:50 UTC; 3min ago", "active (running)"),
        ("    Active: failed (failed)", "failed (failed)"),
        ("Unit magikal-bot.service could not be found.", ""),
    ],
)
def test_the_bots_state_is_systemds_word(status: str, words: str) -> None:
    assert facts.active(Facts({"service": Answer(3, status)}, {})) == words


@pytest.mark.parametrize(
    ("out", "process"),
    [("MainPID=42 Mon Nov 23 13:15:50 2026", "42 Mon Nov 23 13:15:50 2026"), ("MainPID=42 ", ""), ("MainPID=0 ", "")],
)
def test_a_process_is_its_number_and_its_start(out: str, process: str) -> None:
    assert facts.process(found(process=out)) == process


def test_somebody_elses_migration_is_seen_as_process_and_as_session() -> None:
    answers = {"migrating": Answer(0, "7 python -m alembic upgrade head")}
    session = [812, "magikalbot", "", "active", "2026-11-23 13:15:50+00"]
    assert Facts(answers, {"migrators": [session]}).migrating == (
        "process 7 python -m alembic upgrade head",
        "database session 812 of magikalbot (no application name, active since 2026-11-23 13:15:50+00)",
    )


def test_the_last_line_of_the_probe_counts() -> None:
    out = f"WARNING: something\nprobe {json.dumps({'server': '15'})}"
    assert questions.said(Answer(0, out)) == {"server": "15"}
    assert questions.said(Answer(2, "sh: 1: .: cannot open /etc/magikal-bot.env")) == {
        "error": "sh: 1: .: cannot open /etc/magikal-bot.env"
    }


def test_the_error_of_a_database_has_no_password() -> None:
    out = f"probe {json.dumps({'error': 'no such host in postgresql://mika:s3cret@db/appdb'})}"
    assert questions.said(Answer(0, out)) == {"error": "no such host in postgresql://mika:***@db/appdb"}


def test_a_run_under_way_keeps_the_date_of_its_backup(tmp_path: Path) -> None:
    def asked(begun: str) -> str:
        words = ["sh", "-c", questions.of_backup(VPS, begun)["backup"]]
        environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": "UTC"}
        return subprocess.run(words, env=environ, capture_output=True, text=True, check=True).stdout

    (tmp_path / "started").write_text("2026-02-28T23:59:58Z 0123abcd\n")
    assert asked("started") == "/home/magikalbot/backups/appdb-2026-02-28.dump\n"
    assert asked("not there") == asked("") != asked("started")


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("a\nb", "a\nb\nc", ["c"]),
        ("a\nb\nc", "b\nc\nd\ne", ["d", "e"]),
        ("a\na", "a\na\na", ["a"]),
        ("a\nb", "x\ny", ["x", "y"]),
        ("-- Logs begin at 1 --\na", "-- Logs begin at 2 --\na\nb", ["b"]),
        ("Active: active (running)\nMainPID=7\na\nb", "a\nb\nc", ["c"]),
    ],
)
def test_what_is_new_in_a_log_of_120_lines(before: str, after: str, new: list[str]) -> None:
    assert news(before, after) == new


def test_a_traceback_in_the_log_is_an_alarm_and_a_heartbeat_is_none() -> None:
    assert alarms(["magikal-bot[7]: alive: 3 open tickets"], VPS) == []
    told = alarms(["magikal-bot[7]: Traceback (most recent call last):", "magikal-bot[7]: KeyError: 'panel'"], VPS)
    assert told[0] == "The migration is applied, and the bot complains since its restart:"
    assert told[1].endswith("KeyError: 'panel'")
