"""The report for CI servers, read by a library that reads theirs."""

import junitparser
from records import record, revision, up
from reviews import HOSTILE, finding, judged, warning

from migrations_check.checks import pages
from migrations_check.finding import NotJudged
from migrations_check.reports.junit import render

CHAIN = record(revision("a0", new=False), up("a0"), up("a1"), up("a2"))


def read(review):
    """The suite, and each case by (check, revision)."""
    (suite,) = junitparser.JUnitXml.fromstring(render(review).encode())
    return suite, {(case.classname.removeprefix("migrations-check."), case.name): case for case in suite}


def test_a_case_for_each_check_and_new_revision_or_for_the_chain():
    suite, cases = read(judged(of=CHAIN))
    assert [name for check, name in cases if check == "drop-column"] == ["a1", "a2"]
    assert [name for check, name in cases if check == "stale-models"] == ["chain"]
    assert {check for check, _ in cases} == set(pages())
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (len(cases), 0, 0, 0)
    assert all(case.is_passed for case in suite)
    assert suite.time == 2.414


def test_an_error_fails_its_case():
    suite, cases = read(judged(finding("drop-column", "cfg.xp.level", "cfg.xp.level is dropped"), of=CHAIN))
    case = cases["drop-column", "a1"]
    (failure,) = case.result
    assert (failure.message, failure.type) == ("cfg.xp.level is dropped", "drop-column")
    assert failure.text == (
        "migrations/versions/a1.py:18\ncfg.xp.level is dropped\n"
        'To accept it, say why in migrations/versions/a1.py: acknowledged = {"drop-column cfg.xp.level": "..."}'
    )
    assert case._elem.get("file") == "tests/magikal-bot/migrations/versions/a1.py"
    assert suite.failures == 1


def test_a_finding_in_an_old_revision_has_a_case_too():
    _, cases = read(judged(finding("downgrade-differs", revision="a0"), of=CHAIN))
    assert not cases["downgrade-differs", "a0"].is_passed
    assert ("drop-column", "a0") not in cases


def test_where_nothing_is_new_each_check_has_a_case_all_the_same():
    told = NotJudged("no rows", "lossy-downgrade")
    _, cases = read(judged(told, of=record(revision("a0", new=False), up("a0"))))
    assert list(cases) == [(check, "chain") for check in pages()]
    assert cases["lossy-downgrade", "chain"].is_skipped


def test_what_env_py_itself_does_has_a_case_beside_those_of_the_revisions():
    _, cases = read(judged(finding("outside-schema", "public.logs", revision=None), of=CHAIN))
    assert [name for check, name in cases if check == "outside-schema"] == ["a1", "a2", "chain"]
    assert cases["outside-schema", "chain"].is_failure


def test_what_belongs_to_no_revision_fails_the_chain():
    _, cases = read(judged(finding("stale-models", "cfg.xp", revision=None), of=CHAIN))
    assert not cases["stale-models", "chain"].is_passed


def test_warnings_and_what_is_acknowledged_pass_and_are_told():
    drop = finding("drop-table", "cfg.tickets", acknowledged="unread (#41)")
    _, cases = read(judged(warning("rename", "cfg.xp", message="cfg.xp is renamed"), drop, of=CHAIN))
    assert cases["rename", "a1"].is_passed
    assert cases["rename", "a1"].system_out == "warning: migrations/versions/a1.py:18 cfg.xp: cfg.xp is renamed"
    assert cases["drop-table", "a1"].is_passed
    assert cases["drop-table", "a1"].system_out.startswith("acknowledged (unread (#41)): ")


def test_what_was_not_judged_is_skipped_with_its_reasons():
    said = NotJudged("no rows for cfg.a", "lossy-downgrade"), NotJudged("no rows for cfg.b", "lossy-downgrade")
    suite, cases = read(judged(*said, of=CHAIN))
    (skipped,) = cases["lossy-downgrade", "a1"].result
    assert skipped.message == "not judged: no rows for cfg.a and no rows for cfg.b"
    assert (suite.skipped, suite.failures) == (2, 0)


def test_a_finding_is_told_although_the_check_could_not_judge_everything():
    _, cases = read(judged(finding("lossy-downgrade"), NotJudged("no rows", "lossy-downgrade"), of=CHAIN))
    assert cases["lossy-downgrade", "a1"].is_failure
    assert cases["lossy-downgrade", "a2"].is_skipped


def test_strict_fails_both():
    told = warning("rename"), NotJudged("no rows", "lossy-downgrade")
    _, cases = read(judged(*told, of=CHAIN, strict=True))
    assert cases["rename", "a1"].is_failure
    assert cases["lossy-downgrade", "a2"].is_failure


def test_what_could_not_run_is_an_error():
    suite, cases = read(judged(error="no Postgres was found"))
    (error,) = cases["migrations-check", "run"].result
    assert (error.message, error.text) == ("could not run", "no Postgres was found")
    assert suite.errors == 1


def test_hostile_names_make_well_formed_xml():
    _, cases = read(judged(finding("drop-column", f"{HOSTILE}\x00\ufffe", HOSTILE), of=CHAIN))
    (failure,) = cases["drop-column", "a1"].result
    assert failure.message.startswith(r'a|b`c<img src=x>&*_"\x1b[2J\u202egnp.exe')
