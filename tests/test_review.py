"""Acknowledgements, what was not judged, and the exit code."""

import pytest
from records import blocked, differs, down, failure, lock, made, models, record, revision, rows, sql, table, trial, up

from migrations_check.finding import NotJudged
from migrations_check.record import Problem, Refusal, Step
from migrations_check.review import exit_code, review

OUTSIDE = up("a1", made(table("public.logs")))
UPDATE = lock("cfg.xp", "RowExclusiveLock")
KEY = "outside-schema public.logs"


def whole(*parts, **more):
    """A replay that came to its end, with rows too, and found nothing at head."""
    tried = tuple(trial(part.revision) for part in parts if isinstance(part, Step))
    found_nothing = {"head": [], "base": [], "models": models(), "differences": (), "trials": tried}
    return record(*parts, **{**found_nothing, **more})


def told(judged):
    return [(finding.check, finding.subject, finding.acknowledged) for finding in judged.findings]


def test_a_finding_gets_its_check_and_severity():
    judged = review(whole(OUTSIDE))
    assert told(judged) == [("outside-schema", "public.logs", None)]
    assert (judged.findings[0].severity.value, judged.passed, exit_code(judged)) == ("error", False, 1)


def test_a_statement_in_a_loop_is_told_once():
    loop = [blocked("cfg.xp", statement=number, locked_by=number) for number in range(3)]
    tried = trial("a1", *loop, statements=[sql("UPDATE cfg.xp SET level = 1")] * 3)
    assert told(review(whole(up("a1", UPDATE), trials=(tried,)))) == [("blocking-lock", "cfg.xp", None)]


def test_an_acknowledgement_in_the_revision_sets_it_aside_and_keeps_it_visible():
    judged = review(whole(OUTSIDE, revision("a1", acknowledged={KEY: " ours since 2.1 "})))
    assert told(judged) == [("outside-schema", "public.logs", "ours since 2.1")]
    assert (judged.passed, judged.standing) == (True, ())


@pytest.mark.parametrize("reason", ["", "  ", "...", None, 5])
def test_without_a_reason_it_does_not_count(reason):
    judged = review(whole(OUTSIDE, revision("a1", acknowledged={KEY: reason}, acknowledged_line=8)))
    assert told(judged) == [("outside-schema", "public.logs", None), ("unused-acknowledgement", "public.logs", None)]
    assert judged.findings[1].line == 8
    assert "gives no reason" in judged.findings[1].message


@pytest.mark.parametrize(
    ("acknowledged", "words"),
    [
        ({"outside-schema public.other": "x"}, "matches no finding"),
        ({"outsideschema public.logs": "x"}, "there is no check outsideschema"),
        ({"outside-schema": "x"}, "is no acknowledgement: write"),
        ({"broken-chain chain": "x"}, "broken-chain cannot be acknowledged"),
        ({"rename a": "x", "renamed a": "x"}, "rename a matches no finding; there is no check renamed"),
        ({"": "['all']"}, "acknowledged is ['all'], and must be a table of texts"),
        (("all",), "must be a table of texts"),
    ],
)
def test_one_that_matches_nothing_is_itself_a_finding(acknowledged, words):
    judged = review(whole(up("a1", UPDATE), revision("a1", acknowledged=acknowledged)))
    (finding,) = judged.findings
    assert (finding.check, finding.revision) == ("unused-acknowledgement", "a1")
    assert words in finding.message


def test_copied_to_another_revision_it_matches_nothing():
    judged = review(whole(OUTSIDE, up("b2", UPDATE), revision("b2", acknowledged={KEY: "copied"})))
    assert told(judged) == [("outside-schema", "public.logs", None), ("unused-acknowledgement", "public.logs", None)]


def test_the_findings_of_a_check_stand_in_the_order_of_the_chain_and_of_the_lines():
    first = up("a1", made(table("public.logs"), 1), made(table("public.zones"), 0), lines=[14, 18])
    second = up("b2", made(table("public.areas"), 0), lines=[12])
    judged = review(whole(revision("a1"), revision("b2"), second, first))
    assert [finding.subject for finding in judged.findings] == ["public.zones", "public.logs", "public.areas"]


def test_old_scripts_may_keep_theirs():
    assert review(whole(up("a1", UPDATE), revision("a1", new=False, acknowledged={KEY: "x"}))).passed


def test_the_settings_acknowledge_what_belongs_to_no_migration():
    stale = (differs("add_column", "cfg.xp.color", "cfg.xp"),)
    key = "stale-models cfg.xp.color"
    judged = review(whole(up("a1", UPDATE), differences=stale, facts={"acknowledged": {key: "next release"}}))
    assert told(judged) == [("stale-models", "cfg.xp.color", "next release")]
    assert not review(whole(OUTSIDE, facts={"acknowledged": {KEY: "no"}})).passed


def test_what_was_not_judged_cannot_be_unused():
    broken = record(up("a1", error=failure("no")), facts={"acknowledged": {"stale-models cfg.xp.color": "later"}})
    assert [finding.check for finding in review(broken).findings] == ["upgrade-fails"]


def test_a_broken_chain_cannot_be_acknowledged_and_judges_nothing_else():
    broken = record(Problem("broken-chain", "a1", "no parent"), facts={"acknowledged": {"broken-chain a1": "x"}})
    judged = review(broken)
    assert told(judged) == [("broken-chain", "a1", None)]
    assert exit_code(judged) == 1
    assert NotJudged("the scripts do not make a chain", "upgrade-fails") in judged.not_judged


def test_a_variable_that_env_py_reads_is_2_and_one_that_a_revision_reads_is_1():
    read = failure("'TOKEN'", "KeyError", missing=("TOKEN",), path="migrations/env.py", line=7)
    by_env = review(record(failure=read, facts={"acknowledged": {"environment TOKEN": "x"}}))
    assert (told(by_env), exit_code(by_env)) == ([("environment", "TOKEN", None)], 2)
    assert "migrations/env.py:7: TOKEN is read and not set" in (by_env.error or "")
    by_revision = review(record(up("a1", error=read)))
    assert (told(by_revision), exit_code(by_revision)) == ([("environment", "a1", None)], 1)


def test_the_wrong_database_is_always_2():
    refused = Refusal("postgresql://10.0.0.5/appdb", "migrations/versions/a1.py", 4, "a1")
    judged = review(whole(up("a1", UPDATE), refused, revision("a1", acknowledged={"wrong-database a1": "x"})))
    assert (told(judged)[0], exit_code(judged)) == (("wrong-database", "a1", None), 2)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (record(), "the chain has no revisions"),
        (record(revision("a1")), "without running a single migration"),
        (record(facts={"error": "no server"}), "no server"),
        (whole(up("a1", UPDATE), facts={"trusted": "zzzz"}), "trusted = 'zzzz' in the settings is no revision"),
        (record(failure=failure("no module named bot", "ImportError")), "ImportError: no module named bot"),
        (record(failure=failure("No module named 'app'", "ModuleNotFoundError")), "write prepend_sys_path = . into"),
        (record(failure=failure('schema "cfg" does not exist')), "the file that baseline in [tool.migrations-check]"),
        (record(Refusal("postgresql://localhost:5432/app", "env.py", 4)), "from the variable that url-variable in"),
        (record(Refusal("127.0.0.1:6379", "bot/cache.py", 4)), "switch this off for the check, with a variable in"),
        (record(Refusal("127.0.0.1:6379", "a1.py", 4, "a1")), "should reach nothing but its own database"),
    ],
)
def test_what_could_not_run_never_passes(broken, words):
    judged = review(broken)
    assert words in (judged.error or "")
    assert (exit_code(judged), judged.passed) == (2, False)


def test_not_judged_alone_passes_unless_strict():
    unjudged = whole(up("a1", UPDATE), unjudged=(("upgrade-fails-on-rows", "no rows could be made"),))
    assert review(unjudged).passed
    assert review(unjudged).not_judged == (NotJudged("no rows could be made", "upgrade-fails-on-rows"),)
    assert exit_code(review(unjudged, strict=True)) == 1


OF_A_NEW_UPGRADE = {"drop-table", "drop-column", "rename", "destroys-rows", "lossy-downgrade", "blocking-lock"}


def test_an_upgrade_that_fails_cannot_be_acknowledged_and_what_never_ran_is_not_judged():
    broken = revision("a1", acknowledged={"upgrade-fails a1": "known"})
    judged = review(record(broken, revision("b2"), up("a1", error=failure("no"))))
    assert (told(judged), exit_code(judged)) == ([("upgrade-fails", "a1", None)], 1)
    unjudged = {said.check for said in judged.not_judged if said.reason.startswith("the upgrade of a1 failed")}
    assert unjudged > OF_A_NEW_UPGRADE | {"upgrade-fails", "missing-downgrade", "outside-schema", "empty-migration"}
    assert "live-models" not in unjudged


def test_of_the_last_upgrade_that_fails_it_is_known_that_it_does():
    judged = review(record(up("a1", UPDATE), up("b2", error=failure("no"))))
    unjudged = {said.check for said in judged.not_judged}
    assert unjudged > OF_A_NEW_UPGRADE
    assert "upgrade-fails" not in unjudged


def test_an_old_upgrade_that_fails_leaves_every_check_of_new_ones_unjudged():
    judged = review(record(revision("a1", new=False), revision("b2"), up("a1", error=failure("no"))))
    assert {said.check for said in judged.not_judged} > OF_A_NEW_UPGRADE


def test_where_the_chain_broke_that_is_the_only_reason():
    judged = review(record(up("a1", error=failure("no")), no_base="nobody knows them"))
    assert {said.reason for said in judged.not_judged} == {"the upgrade of a1 failed, and what follows it did not run"}


def test_a_downgrade_that_leaves_the_rows_changed_never_restores():
    tried = trial("a1", rows={"cfg.xp": 3}, moved=(rows("cfg.xp", updated=2),))
    judged = review(whole(revision("a1", downgrade="empty"), up("a1"), down("a1"), trials=(tried,)))
    assert told(judged) == [("missing-downgrade", "a1", None)]
    assert judged.overviews[0].downgrade.restores is False
