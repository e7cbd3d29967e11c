"""Annotations, read as GitHub's runner reads a line of the log."""

import re

from reviews import HOSTILE, finding, judged, warning

from migrations_check.reports.github import render


def commands(review):
    """(type, properties, message) of each line."""
    return [_command(line) for line in render(review).splitlines()]


def _command(line):
    name, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return name, {key: _decoded(value) for key, value in pairs}, _decoded(message)


def _decoded(text):
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_an_error_on_its_line():
    (told,) = commands(judged(finding("drop-table", "cfg.tickets", "cfg.tickets is dropped")))
    name, properties, message = told
    assert name == "error"
    assert properties == {
        "file": "tests/magikal-bot/migrations/versions/a1.py",
        "line": "18",
        "title": "drop-table cfg.tickets",
    }
    first, instead, accept = message.splitlines()
    assert first == "cfg.tickets is dropped"
    assert instead.startswith("Instead: ")
    assert accept == (
        'To accept it, say why in migrations/versions/a1.py: acknowledged = {"drop-table cfg.tickets": "..."}'
    )


def test_what_the_finding_says_to_do_instead_is_all_that_is_said():
    message = "a statement scans cfg.xp. Instead: CREATE INDEX CONCURRENTLY"
    (told,) = commands(judged(warning("blocking-lock", "cfg.xp", message=message)))
    first, accept = told[2].splitlines()
    assert first == message
    assert accept.startswith("To accept it, say why in migrations/versions/a1.py: ")


def test_one_of_several_is_added_to_what_the_migration_acknowledges():
    first, second = commands(judged(finding("drop-table", "cfg.tickets"), finding("drop-table", "cfg.xp")))
    added = "To accept it, add to acknowledged in migrations/versions/a1.py: "
    assert first[2].splitlines()[-1] == added + '"drop-table cfg.tickets": "..."'
    assert second[2].splitlines()[-1] == added + '"drop-table cfg.xp": "..."'


def test_what_belongs_to_no_file_has_no_place():
    (told,) = commands(judged(finding("stale-models", "cfg.xp", revision=None)))
    assert told[1] == {"title": "stale-models cfg.xp"}


def test_a_warning_is_one_and_what_is_acknowledged_is_a_notice():
    told = commands(judged(warning("rename"), finding("drop-table", acknowledged="unread (#41)")))
    assert [name for name, _, _ in told] == ["warning", "notice"]
    assert told[1][2].endswith("\nacknowledged: unread (#41)")


def test_nothing_found_says_nothing():
    assert render(judged()) == ""


def test_ten_of_a_type_the_worst_first_and_the_rest_in_one_line():
    warnings = [warning("rename", f"cfg.w{number}") for number in range(11)]
    errors = [finding("drop-table", f"cfg.e{number}") for number in range(12)]
    accepted = [finding("drop-table", f"cfg.a{number}", acknowledged="meant") for number in range(11)]
    told = commands(judged(*warnings, *errors, *accepted))
    assert [name for name, _, _ in told] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert told[-1][2] == "not shown here: 2 errors, 1 warning, 2 acknowledged; the summary of this run has them"


def test_what_could_not_run_is_the_first_error():
    told = commands(judged(finding("environment", "TOKEN", revision=None), error="TOKEN is read and not set"))
    assert told[0] == ("error", {"title": "migrations-check could not run"}, "TOKEN is read and not set")
    assert len(told) == 2


def test_a_hostile_name_cannot_say_a_command_of_its_own():
    text = render(
        judged(finding("drop-table", HOSTILE, f"{HOSTILE}\r\n::error::x\x1b[31m", path=f"a,line=1::{HOSTILE}"))
    )
    assert text.count("\n") == 1
    assert not set("\x1b\u202e\r") & set(text)
    ((name, properties, message),) = [_command(line) for line in text.splitlines()]
    assert (name, properties["line"]) == ("error", "18")
    assert properties["title"].startswith('drop-table a|b`c<img src=x>&*_"')
    assert "%0A @all" in message
