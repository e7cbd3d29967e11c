"""The command: what it says where, and its exit codes. The replay itself is played by hand."""

import json
import re
from pathlib import Path

import pytest

from migrations_check import events
from migrations_check.checks import of_scope
from migrations_check.cli import main
from migrations_check.finding import Scope
from migrations_check.postgres import ServerError
from migrations_check.snapshot import Change, Thing

FACTS = {"event": "facts", "postgres": "16.4", "origin": "Postgres 16.4 from /usr", "python": "3.12.3"}
NOTHING = {"statements": [], "changes": [], "locks": [], "rewrites": [], "rows": [], "error": None}
CHAIN = {
    "event": "chain",
    "revisions": [
        {
            "id": "a1",
            "parents": [],
            "dependencies": [],
            "path": "migrations/versions/a1.py",
            "message": "",
            "new": True,
            "downgrade": "present",
            "upgrade_line": 1,
            "downgrade_line": 2,
            "acknowledged": {},
            "acknowledged_line": None,
        }
    ],
}
UP = {"event": "step", "revision": "a1", "direction": "up", "seconds": 0.1, **NOTHING}
OUTSIDE = Change(None, Thing("table", "public", "public.logs", "", {}, "1259:1:0")).as_json()
HEAD = [
    {"event": "head", "things": []},
    {"event": "autogenerate", "differences": [], "unprotected": [], "error": None},
    {"event": "models", "things": [], "tables": [], "named": [], "equal_defaults": [], "error": None},
]
GOOD = [FACTS, CHAIN, {"event": "begin", "revision": "a1", "direction": "up", "total": 3}, UP, *HEAD]
BAD = [FACTS, CHAIN, {**UP, "changes": [OUTSIDE]}, *HEAD]


@pytest.fixture
def bot(tmp_path, monkeypatch):
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plays(monkeypatch):
    """Let the replay tell these events, and raise this at the end."""

    def play(told, error=None):
        def replay(project, since, *, postgres, timeout, keep=False, message="", live=None):
            yield from told
            if error:
                raise error

        monkeypatch.setattr(events, "replay", replay)

    return play


def test_nothing_found_is_0(bot, plays, capsys):
    plays(GOOD)
    assert main(["--all"]) == 0
    out, err = capsys.readouterr()
    assert "1 of 1 revision is new: all are, with --all" in out.splitlines()[0]
    assert err == ""


def test_findings_are_1_and_reports_go_where_they_are_asked_to(bot, plays, capsys):
    plays(BAD)
    assert main([".", "--all", "--report", "json=out/report.json", "--report", "terminal"]) == 1
    report = json.loads(Path("out/report.json").read_text())
    assert [finding["subject"] for finding in report["findings"]] == ["public.logs"]
    assert report["project"] == "."
    assert "outside-schema public.logs" in capsys.readouterr().out


def test_the_page_of_a_run_inside_the_project_is_headed_by_the_folders_name(bot, plays):
    plays(GOOD)
    assert main(["--all", "--report", "html=page.html"]) == 0
    page = Path("page.html").read_text()
    assert f"<title>Passed: {bot.name}</title>" in page
    assert f'<p class="project">{bot.name}</p>' in page


def test_a_record_that_is_kept_is_judged_alike(bot, plays, capsys):
    plays(BAD)
    assert main(["--all", "--save-record", "record.jsonl", "--report", "json"]) == 1
    first = capsys.readouterr().out
    assert main(["--from-record", "record.jsonl", "--report", "json"]) == 1
    assert capsys.readouterr().out == first


def test_no_server_is_2_with_a_sentence_and_a_report(bot, plays, capsys):
    plays([], ServerError("No Postgres was found. Install it."))
    assert main(["--all", "--report", "json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"] == "No Postgres was found. Install it."
    assert err == "migrations-check: No Postgres was found. Install it.\n"


def test_a_ref_that_is_not_there_is_2_with_a_report(bot, plays, capsys):
    plays(GOOD)
    (bot / "migrations" / "versions").mkdir()
    (bot / "migrations" / "versions" / "a1.py").write_text('revision = "a1"\n')
    assert main(["--since", "v9", "--report", "json"]) == 2
    assert "--since v9 is no revision" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--all"], "leave out --all"),
        ([".", "--python", "/usr/bin/python3"], "leave out PROJECT and --python"),
        (
            ["--since", "a1", "--live", "live.sql", "--postgres", "16", "--save-record", "again.jsonl"],
            "leave out --since, --postgres, --live and --save-record",
        ),
        (["--timeout", "3", "--keep-database"], "leave out --keep-database and --timeout"),
    ],
)
def test_a_kept_record_takes_nothing_that_only_a_replay_takes(bot, plays, capsys, words, named):
    plays(GOOD)
    main(["--all", "--save-record", "record.jsonl"])
    capsys.readouterr()
    assert main(["--from-record", "record.jsonl", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"migrations-check: --from-record runs nothing and judges what was recorded: {named}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere"],
        ["--python", "/nowhere/python"],
        ["--from-record", "none.jsonl"],
        ["--from-record", "migrations"],
        ["explian"],
    ],
)
def test_what_cannot_run_is_2_and_one_sentence(bot, capsys, words):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("migrations-check: ")
    assert err.count("\n") == 1


SAVED = '{"event": "facts", "format": 1}\n'


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "kept.jsonl (--from-record) is no saved record: write one with --save-record FILE"),
        ("[alembic]\n", "kept.jsonl:1 (--from-record) is no line of a saved record: write one with --save-record FILE"),
        (f'{SAVED}{{"event": "ste', "kept.jsonl:2 (--from-record) is no line of a saved record: write one with"),
        (f"{SAVED}[1]\n", "kept.jsonl:2 (--from-record) is no line of a saved record: write one with"),
        ('{"event": "facts", "format": 0}\n', "kept.jsonl (--from-record) was saved by another version of"),
    ],
)
def test_a_file_that_is_no_record_is_told_without_jargon(bot, capsys, written, sentence):
    Path("kept.jsonl").write_text(written)
    assert main(["--from-record", "kept.jsonl"]) == 2
    assert capsys.readouterr().err.startswith(f"migrations-check: {sentence}")


def test_a_record_that_is_not_there(bot, capsys):
    assert main(["--from-record", "none.jsonl"]) == 2
    assert capsys.readouterr().err == (
        "migrations-check: none.jsonl (--from-record) cannot be read: no such file or directory; "
        "write one with --save-record FILE\n"
    )


def test_a_report_that_cannot_be_written(bot, plays, capsys):
    plays(GOOD)
    assert main(["--all", "--report", "json=migrations"]) == 2
    assert capsys.readouterr().err == "migrations-check: migrations: Is a directory\n"


@pytest.mark.parametrize(
    "words",
    [["--report", "pdf"], ["--report", "json="], ["--timeout", "0"], ["--timeout", "soon"], ["--all", "--since", "x"]],
)
def test_wrong_arguments_are_2(bot, words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_interrupted_is_130(bot, plays, capsys):
    plays(GOOD, KeyboardInterrupt())
    assert main(["--all"]) == 130
    assert capsys.readouterr().out == ""


def test_a_fault_of_its_own_is_never_taken_for_a_finding(bot, plays, capsys):
    plays(GOOD, ZeroDivisionError("oh"))
    assert main(["--all"]) == 2
    assert "a fault of its own, not of the project: ZeroDivisionError: oh" in capsys.readouterr().err


def test_strict(bot, plays):
    plays([*GOOD, {"event": "unjudged", "check": "destroys-rows", "reason": "no rows"}])
    assert main(["--all"]) == 0
    assert main(["--all", "--strict"]) == 1


def test_explain(capsys):
    assert main(["explain"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^outside-schema +error +Something outside", out, re.MULTILINE)
    assert re.search(r"^rename +warning +A table", out, re.MULTILINE)
    assert main(["explain", "outside-schema"]) == 0
    assert "Instead: give everything that is made its" in capsys.readouterr().out
    assert main(["explain", "outside-shema"]) == 2
    assert "did you mean outside-schema?" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["explain"], ["init"], ["revision", "-m", "mutes"]])
def test_debug_shows_where_a_sub_command_fails(bot, capsys, monkeypatch, command):
    def fails(*_):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("migrations_check.explain.pages", fails)
    monkeypatch.setattr("migrations_check.init._ini", fails)
    monkeypatch.setattr("migrations_check.revision.load", fails)
    assert main(command) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert main([*command, "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("check", "end"),
    [
        ("drop-column", 'in the migration:\n\nacknowledged = {"drop-column SUBJECT": "the reason"}\n'),
        (
            "unprotected-public",
            'in pyproject.toml:\n\n[tool.migrations-check.acknowledged]\n"unprotected-public SUBJECT" = "the reason"\n',
        ),
        ("environment", "\nWhat env.py or the models read cannot be acknowledged.\n"),
        ("broken-chain", "\n\nIt cannot be acknowledged.\n"),
    ],
)
def test_explain_says_where_a_finding_is_accepted(capsys, check, end):
    assert main(["explain", check]) == 0
    assert capsys.readouterr().out.endswith(end)


def test_the_line_to_paste_is_not_wrapped(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert main(["explain", "upgrade-fails-on-rows"]) == 0
    assert '\nacknowledged = {"upgrade-fails-on-rows SUBJECT": "the reason"}\n' in capsys.readouterr().out


def test_what_belongs_to_no_revision_is_what_the_stories_find_there():
    stories = (Path(__file__).parent / "chains").glob("*/expected.json")
    found = [finding for story in stories for finding in json.loads(story.read_text())["findings"]]
    in_a_revision = {one["check"] for one in found if one.get("revision")}
    assert {one["check"] for one in found} - in_a_revision == {*of_scope(Scope.CHAIN), "wrong-database"}
