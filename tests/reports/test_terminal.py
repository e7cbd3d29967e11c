"""The report for a person."""

from records import differs, failure, made, models, record, revision, table, up

from migrations_check.reports.terminal import render
from migrations_check.review import review

FACTS = {
    "interpreter": "./.venv/bin/python",
    "python": "3.12.3",
    "origin": "Postgres 16.4 from /usr/lib/postgresql/16/bin",
    "since": "what origin/main (3f2a9c1d0) does not have",
    "seconds": 2.41,
}


def page(*parts, **more):
    told = record(*parts, **{"head": [], "models": models(), "differences": (), "facts": FACTS, **more})
    return render(review(told))


def test_the_first_line_says_interpreter_server_and_what_is_new():
    assert page(revision("a0", new=False), up("a0"), up("a1")).splitlines()[0] == (
        "./.venv/bin/python 3.12.3; Postgres 16.4 from /usr/lib/postgresql/16/bin; "
        "new is what origin/main (3f2a9c1d0) does not have (1 of 2 revisions)"
    )


def test_a_finding_says_where_what_why_what_instead_and_what_to_paste():
    text = page(up("a1", made(table("public.logs"), 0), lines=[18]))
    assert "error outside-schema  Something outside the managed schemas changed" in text
    assert "  migrations/versions/a1.py:18\n  public.logs\n" in text
    assert "Why: Alembic manages" in text
    assert "Instead: give everything that is made its `schema=`" in text
    assert '    acknowledged = {"outside-schema public.logs": "..."}\n' in text
    assert text.splitlines()[-1] == "did not pass: 1 error; 2.4 s"


def test_what_belongs_to_no_migration_is_pasted_into_the_settings():
    text = page(up("a1"), differences=(differs("add_table", 'cfg."Xp"'),))
    assert '[tool.migrations-check.acknowledged]:\n    "stale-models cfg.\\"Xp\\"" = "..."\n' in text


def test_several_of_one_migration_are_pasted_together():
    text = page(up("a1", made(table("public.logs")), made(table("public.users"))))
    pasted = text[text.index("  To accept it") :].splitlines()[:5]
    assert pasted == [
        "  To accept it, say why in migrations/versions/a1.py:",
        "    acknowledged = {",
        '        "outside-schema public.logs": "...",',
        '        "outside-schema public.users": "...",',
        "    }",
    ]


def test_the_closing_line_counts_what_was_set_aside():
    told = up("a1", made(table("public.logs")))
    text = page(
        told,
        revision("a1", acknowledged={"outside-schema public.logs": "ours"}),
        unjudged=(("lossy-downgrade", "no rows"), ("destroys-rows", "no rows")),
    )
    assert "acknowledged: outside-schema public.logs: ours" in text
    assert "not judged: lossy-downgrade, destroys-rows: no rows" in text
    assert text.splitlines()[-1] == "passed: 1 acknowledged, 2 checks not judged; 2.4 s"


def test_nothing_found():
    assert page(up("a1")).splitlines()[-1] == "passed: nothing found; 2.4 s"


def test_a_wrong_chain_offers_nothing_to_paste():
    text = page(up("a1", error=failure("no", missing=("TOKEN",))))
    assert 'acknowledged = {"environment a1": "..."}' in text
    text = page(failure=failure("no", "KeyError", missing=("TOKEN",), path="migrations/env.py", line=3), head=None)
    assert "acknowledged =" not in text
    assert "Could not run: migrations/env.py:3: TOKEN is read and not set" in text.replace("\n", " ")


def test_it_fits_80_columns_and_is_plain():
    text = page(up("a1", made(table("public.logs")), error=failure("x " * 200)), up("b2", made(table("public.a"))))
    pasted = ("  To accept", "    acknowledged", "./.venv")
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith(pasted))
    assert "\x1b" not in text


def test_what_a_database_says_never_steers_the_terminal():
    text = page(up("a1", error=failure("\x1b[2Jgone [bold]not markup[/bold] :smile:")))
    assert "\x1b" not in text
    assert "[bold]not markup[/bold]" in " ".join(text.split())
    assert ":smile:" in text


def test_color_where_a_person_looks():
    told = record(up("a1", made(table("public.logs"))), head=[], models=models(), differences=(), facts=FACTS)
    assert "\x1b[1;31merror" in render(review(told), color=True)
