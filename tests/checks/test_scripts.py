"""edited-history, empty-migration, live-models."""

from dataclasses import replace

import pytest
from records import column, failure, found, lock, made, not_judged, record, revision, rows, sql, subjects, trial, up

from migrations_check.checks import edited_history, empty_migration, live_models
from migrations_check.record import Edit, Import

CHANGED = Edit("a1", "changed", "migrations/versions/a1.py", 17)


def test_an_old_migration_that_does_something_else_now():
    (finding,) = found(edited_history, record(revision("a1", new=False), CHANGED))
    assert (finding.subject, finding.path, finding.line, finding.revision) == ("a1", CHANGED.path, 17, "a1")
    assert "migration a1 does something else than before" in finding.message


def test_a_removed_migration_belongs_to_no_script_any_more():
    (finding,) = found(edited_history, record(up("b2"), Edit("a1", "removed", "migrations/versions/a1.py")))
    assert (finding.subject, finding.line, finding.revision) == ("a1", None, None)
    assert "was removed" in finding.message


def test_without_a_base_history_is_not_judged():
    assert not_judged(edited_history, record(up("a1"), edits=None, no_edits="give --since REF")) == ["give --since REF"]


def test_untouched_and_trusted_history_is_silent():
    assert not found(edited_history, record(up("a1")))
    assert not found(edited_history, record(revision("a1", new=False, trusted=True), CHANGED))


def test_a_migration_without_a_statement():
    (finding,) = found(empty_migration, record(up("a1"), trial("a1")))
    assert (finding.subject, finding.line) == ("a1", 10)
    assert finding.message == "the upgrade of a1 has no statement in it"


def test_statements_that_change_nothing():
    (finding,) = found(empty_migration, record(up("a1", lock("cfg.xp", "RowShareLock"), lines=[12])))
    assert finding.message == "the upgrade of a1 runs statements that change nothing"


@pytest.mark.parametrize(
    "step",
    [
        up("a1", made(column("cfg.xp.level"))),
        up("a1", rows("cfg.xp", inserted=1), lines=[12]),
        up("a1", lock("cfg.xp", "RowExclusiveLock"), lines=[12]),
        replace(up("a1"), rewrites=("cfg.xp",)),
        replace(up("a1"), statements=(replace(sql("VACUUM cfg.xp"), autocommit=True),)),
        up("a1", error=failure("no")),
    ],
    ids=["a change", "rows", "an update that met no row", "a rewrite", "a statement that commits", "a failed one"],
)
def test_what_does_something_is_not_empty(step):
    assert not found(empty_migration, record(step))


def test_what_does_something_only_where_there_are_rows_is_not_empty():
    moves = trial("a1", moved=(rows("cfg.xp", deleted=3),))
    assert not found(empty_migration, record(up("a1", lines=[12]), moves))


def test_merges_and_old_revisions_may_be_empty():
    assert not found(empty_migration, record(revision("c3", parents=("a1", "b2")), up("c3")))
    assert not found(empty_migration, record(revision("a1", new=False), up("a1")))


def test_a_migration_imports_models():
    (finding,) = found(live_models, record(up("a1"), Import("a1", "bot.models", 5)))
    assert (finding.subject, finding.path, finding.line) == ("a1", "migrations/versions/a1.py", 5)
    assert "a1 imports bot.models" in finding.message


def test_a_migration_that_imports_none():
    assert not subjects(live_models, record(up("a1")))
