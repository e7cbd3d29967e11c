"""The report for a person."""

from dataclasses import replace

from records import changed, column, constraint, made, record, revision, rows, table, up
from reviews import FACTS, HOSTILE, finding, judged, warning

from migrations_check.finding import NotJudged
from migrations_check.record import Lock
from migrations_check.reports.terminal import render

DROP = finding("drop-column")


def test_the_first_lines_say_what_is_new_the_interpreter_and_the_server():
    told = record(revision("a0", new=False), up("a0"), up("a1"))
    assert render(judged(of=told)).splitlines()[:3] == [
        "1 of 2 revisions is new: not in origin/main (3f2a9c1d0)",
        "Python 3.12.3 from ./.venv/bin/python",
        "Postgres 16.4 from /usr/lib/postgresql/16/bin",
    ]


def test_a_finding_says_where_what_why_what_instead_and_what_to_paste():
    text = render(judged(finding("outside-schema", "public.logs", "table public.logs is made")))
    assert "error outside-schema  Something outside the managed schemas changed" in text
    assert "  migrations/versions/a1.py:18\n    table public.logs is made\n" in text
    assert "Why: Alembic manages" in text
    assert "Instead: give everything that is made its `schema=`" in text
    assert '    acknowledged = {"outside-schema public.logs": "..."}\n' in text
    assert text.splitlines()[-1] == "did not pass: 1 error; 2.4 s"


def test_what_belongs_to_no_migration_is_pasted_into_the_settings():
    text = render(judged(finding("stale-models", 'cfg."Xp"', revision=None)))
    assert '[tool.migrations-check.acknowledged]:\n    "stale-models cfg.\\"Xp\\"" = "..."\n' in text


def test_findings_of_several_checks_are_accepted_by_one_text_with_what_was_accepted_before():
    known = revision("a1", acknowledged={"rename cfg.xp.amount": "done while the bot is down"})
    found = finding("drop-column", "cfg.xp.level"), warning("blocking-lock", "cfg.xp")
    text = render(judged(*found, finding("stale-models", "cfg.xp", revision=None), of=record(known, up("a1"))))
    pasted = text[text.index("To accept") : text.index("new a1")].splitlines()
    assert pasted == [
        "To accept what is meant, paste its line, with the reason in the place of the",
        "dots.",
        "",
        "  In migrations/versions/a1.py, in place of the acknowledged that is there:",
        "    acknowledged = {",
        '        "rename cfg.xp.amount": "done while the bot is down",',
        '        "drop-column cfg.xp.level": "...",',
        '        "blocking-lock cfg.xp": "...",',
        "    }",
        "",
        "  In pyproject.toml, under [tool.migrations-check.acknowledged]:",
        '    "stale-models cfg.xp" = "..."',
        "",
    ]


def test_one_place_is_told_once_for_several_findings():
    text = render(judged(finding("drop-column", "cfg.xp.level"), finding("drop-column", "cfg.xp.rank")))
    assert text.count("migrations/versions/a1.py:18") == 1


def test_the_closing_line_counts_what_was_set_aside():
    text = render(
        judged(
            replace(DROP, acknowledged="unread (#41)"),
            NotJudged("no rows", "lossy-downgrade"),
            NotJudged("no rows", "destroys-rows"),
        )
    )
    assert "acknowledged: drop-column cfg.tickets.topic: unread (#41)" in text
    assert "not judged: lossy-downgrade, destroys-rows: no rows" in text
    assert text.splitlines()[-1] == "passed: 1 acknowledged, 2 checks not judged; 2.4 s"


def test_errors_and_warnings_are_counted_apart():
    text = render(judged(DROP, finding("drop-column", "cfg.xp.level"), warning("rename")))
    assert text.splitlines()[-1] == "did not pass: 2 errors, 1 warning; 2.4 s"


def test_nothing_found():
    assert render(judged()).splitlines()[-1] == "passed: nothing found; 2.4 s"


def test_what_could_not_run_offers_nothing_to_paste():
    found = finding("environment", "TOKEN", revision=None)
    text = render(judged(found, error="migrations/env.py:3: TOKEN is read and not set"))
    assert "acknowledged =" not in text


def test_why_it_could_not_run_is_told_once():
    found = finding("environment", "TOKEN", "env.py reads the variable TOKEN", revision=None)
    assert "Could not run" not in render(judged(found, error="TOKEN is read and not set"))
    server = judged(found, error="no Postgres was found", facts={**FACTS, "error": "no Postgres was found"})
    assert "Could not run: no Postgres was found" in render(server)


def test_many_checks_that_could_not_be_judged_for_one_reason_are_counted():
    text = render(judged(*(NotJudged("a1 failed", f"check-{number}") for number in range(21))))
    assert "not judged: 21 checks: a1 failed" in text


def test_why_it_could_not_run_stands_first_and_what_was_not_judged_is_counted():
    unjudged = (NotJudged("the replay did not run", check) for check in ("upgrade-fails", "drop-table"))
    text = render(judged(*unjudged, error="no Postgres was found"))
    assert text.splitlines()[2:] == [
        "",
        "Could not run: no Postgres was found",
        "",
        "could not run: 2 checks not judged; 2.4 s",
    ]


def test_what_a_finding_says_to_do_instead_is_not_said_again_by_its_check():
    lock = warning("blocking-lock", message="a statement scans cfg.xp. Instead: CREATE INDEX CONCURRENTLY")
    assert render(judged(lock)).count("Instead") == 1
    assert render(judged(lock, warning("blocking-lock", message="a statement scans cfg.bans"))).count("Instead") == 2


def test_each_new_revision_is_told_behind_the_findings():
    xp = column("cfg.xp.amount", "integer")
    step = up(
        "a1", changed(xp, type="bigint"), made(table("cfg.mutes")), made(column("cfg.mutes.id")), rows("cfg.xp", 3)
    )
    step = replace(step, locks=(Lock("cfg.xp", "AccessExclusiveLock", 0.0094),), rewrites=("cfg.xp",))
    text = render(judged(DROP, of=record(revision("a1", message="widen xp"), step)))
    assert text[text.index("new a1") :].splitlines()[:-2] == [
        "new a1  widen xp",
        "  tables     cfg.mutes, cfg.xp (schema cfg)",
        "  added      table cfg.mutes with 1 column",
        "  changed    column cfg.xp.amount: integer became bigint",
        "  rows       cfg.xp 3 inserted on empty tables",
        "  locked     cfg.xp AccessExclusiveLock 0.009 s on empty tables: nobody can read",
        "             or write it",
        "  rewritten  cfg.xp",
        "  downgrade  not tried: the replay ended before the head",
    ]


def test_long_definitions_show_where_they_differ():
    words = ", ".join(f"'{word * 5}'" for word in "abcdefghij")
    check = constraint("cfg.xp.ck", f"CHECK (status IN ({words}, 'open'))")
    text = render(judged(of=record(up("a1", changed(check, definition=f"CHECK (status IN ({words}, 'shut'))")))))
    assert "'open'))" in text
    assert "'shut'))" in text


def test_many_new_revisions_are_left_to_other_reports():
    text = render(judged(of=record(*(up(f"a{number}") for number in range(21)))))
    assert "What each of the 21 new revisions does is in the other reports." in text
    assert "new a1" not in text


def test_many_reasons_are_left_to_other_reports():
    text = render(judged(*(NotJudged(f"no rows for cfg.t{number}", "lossy-downgrade") for number in range(23))))
    assert text.count("not judged: lossy-downgrade: no rows for cfg.t") == 20
    assert "not judged, for 3 reasons more: the other reports have them" in text


def test_it_fits_80_columns_and_is_plain():
    step = up("a1", *(made(column(f"cfg.tickets.a_rather_long_name_{number}")) for number in range(9)))
    text = render(judged(finding("upgrade-fails", "a1", "x " * 200), of=record(step)))
    pasted = ("  In migrations/", "    acknowledged")
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith(pasted))
    assert "\x1b" not in text


def test_what_a_database_says_never_steers_the_terminal():
    text = render(judged(finding("upgrade-fails", "a1", "\x1b[2Jgone \u202egnp.exe [bold]not markup[/bold] :smile:")))
    assert "\x1b" not in text
    assert "\u202e" not in text
    told = " ".join(text.split())
    assert r"\x1b[2Jgone \u202egnp.exe [bold]not markup[/bold] :smile:" in told


def test_nothing_in_a_log_is_taken_for_a_command_of_the_ci_server():
    text = render(judged(finding("upgrade-fails", HOSTILE, f"{HOSTILE}\n  ::add-mask::x\n##[group]y")))
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in text.splitlines())
    assert ": :error::owned" in text


def test_color_where_a_person_looks():
    assert "\x1b[1;31merror" in render(judged(DROP), color=True)
    assert "\x1b" not in render(judged(DROP, facts={**FACTS, "since": "\x1b[31m"}))
