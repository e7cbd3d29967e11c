"""What is judged by running the new revisions where their tables have rows."""

from dataclasses import replace

import pytest
from records import (
    again,
    called,
    column,
    down,
    failure,
    found,
    gone,
    loss,
    made,
    not_judged,
    record,
    revision,
    subjects,
    table,
    trial,
    up,
)

from migrations_check.checks import (
    destroys_rows,
    downgrade_differs,
    downgrade_fails,
    lossy_downgrade,
    upgrade_fails_on_rows,
)
from migrations_check.record import Together

LEVEL = column("cfg.xp.level")
NULLS = failure(
    'column "level" of relation "xp" contains null values', "NotNullViolation", line=14, path="versions/a1.py"
)


def said(error, **more):
    (finding,) = found(upgrade_fails_on_rows, record(up("a1"), trial("a1", error=error, **more)))
    return finding


def test_a_column_that_must_not_be_null_meets_rows_without_a_value():
    finding = said(NULLS)
    assert (finding.subject, finding.path, finding.line, finding.revision) == ("a1", "versions/a1.py", 14, "a1")
    assert finding.message == (
        "the upgrade of a1 runs on the empty database, and fails where its tables have rows: NotNullViolation: "
        'column "level" of relation "xp" contains null values. Rows that are there have no value in it: fill it '
        "before, in this migration. So that nobody has to wait while the table is scanned, add a CHECK (... IS NOT "
        "NULL) NOT VALID in place of this statement, and in the next migration VALIDATE it, SET NOT NULL, and drop it. "
        "The rows were made up: if live ones can never be so, give better ones in migrations/seed/a1.sql"
    )


def test_a_column_added_without_a_value_fails_on_any_row():
    added = replace(NULLS, statement="ALTER TABLE cfg.xp ADD COLUMN level integer NOT NULL")
    message = said(added, row="id = 1, level = null").message
    assert "The row:" not in message
    assert "give it a constant server_default, in the migration and in the model" in message
    tightened = replace(NULLS, statement="ALTER TABLE cfg.xp ALTER COLUMN level SET NOT NULL")
    assert ". The row: id = 1, level = null. Rows that are there" in said(tightened, row="id = 1, level = null").message


def test_better_rows_go_where_the_project_has_its_scripts():
    told = record(up("a1"), trial("a1", error=NULLS), facts={"scripts": "db/alembic"})
    assert found(upgrade_fails_on_rows, told)[0].message.endswith("give better ones in db/alembic/seed/a1.sql")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            'could not create unique index "uq_xp"\nDETAIL: Key (guild_id)=(7) is duplicated.',
            "The row: (guild_id)=(7) is duplicated. Several rows that are there have the same value",
        ),
        (
            'insert or update on table "xp" violates foreign key constraint "fk"\n'
            'DETAIL: Key (user_id)=(7) is not present in table "users".',
            'The row: (user_id)=(7) is not present in table "users". A row points at one that does not exist',
        ),
        (
            'update or delete on table "users" violates foreign key constraint "fk" on table "xp"\n'
            'DETAIL: Key (id)=(7) is still referenced from table "xp".',
            "Other rows still point at what is deleted",
        ),
        (
            'new row for relation "xp" violates check constraint "ck"\nDETAIL: Failing row contains (1, a\nb, null).',
            "The row: (1, a b, null). A row breaks the rule",
        ),
        ('check constraint "ck" of relation "xp" is violated by some row', "A row breaks the rule"),
        ("value too long for type character varying(20)", "does not fit"),
        ("integer out of range", "does not fit"),
        ('invalid input syntax for type integer: "Hello"', "cannot be read as the new type"),
        (
            "cannot ALTER TABLE because it has pending trigger events\nHINT: Wait.",
            "still wait for their foreign keys to be checked",
        ),
    ],
)
def test_the_row_and_the_cause_in_plain_words(message, words):
    assert words in said(failure(message)).message


def test_an_index_that_python_knows_is_no_value_that_does_not_fit():
    assert "does not fit" not in said(failure("list index out of range", "IndexError")).message


def test_a_row_that_was_found_is_told_with_its_columns_and_not_as_postgres_lists_it():
    error = failure('new row for relation "xp" violates check constraint "ck"\nDETAIL: Failing row contains (1, -3).')
    assert ". The row: cfg.xp id = 1: level = -3. A row breaks" in said(error, row="cfg.xp id = 1: level = -3").message


def test_rows_that_a_person_gave_are_named():
    assert said(NULLS, seed="seed/a1.sql").message.endswith(". The rows are those of seed/a1.sql")


def test_together_an_upgrade_fails_that_runs_by_itself():
    error = failure('unsafe use of new value "waiting" of enum type cfg.status')
    told = record(up("a1"), up("b2"), trial("a1"), trial("b2"), together=Together("b2", error))
    (finding,) = found(upgrade_fails_on_rows, told)
    assert (finding.subject, finding.line) == ("b2", 10)
    assert "each new upgrade runs by itself, and when the deploy runs them together b2 fails" in finding.message
    assert "add it inside `with op.get_context().autocommit_block():`" in finding.message


def test_a_commit_that_fails_is_told_of_the_last_revision():
    told = record(up("a1"), up("b2"), trial("a1"), trial("b2"), together=Together(None, failure("no")))
    assert subjects(upgrade_fails_on_rows, told) == ["b2"]


def test_what_fails_by_itself_is_not_told_again_for_failing_together():
    told = record(up("a1"), trial("a1", error=NULLS), together=Together("a1", NULLS))
    assert subjects(upgrade_fails_on_rows, told) == ["a1"]


def test_tables_without_rows_are_named_once_with_the_reason():
    panels = {"cfg.panels": "its check constraint calls a function"}
    told = record(up("a1"), up("b2"), trial("a1", unfilled=panels), trial("b2", unfilled={**panels, "cfg.x": "no"}))
    assert not_judged(upgrade_fails_on_rows, told) == [
        "no rows could be made for cfg.panels: its check constraint calls a function; for cfg.x: no"
    ]


ON_ROWS = (upgrade_fails_on_rows, destroys_rows, lossy_downgrade)


@pytest.mark.parametrize("check", ON_ROWS)
def test_an_upgrade_that_was_not_run_on_rows_is_not_judged(check):
    assert not_judged(check, record(up("a1"))) == ["not run on rows: the upgrade of a1"]


@pytest.mark.parametrize("check", ON_ROWS)
def test_old_upgrades_and_those_that_fail_anyway_are_silent(check):
    told = record(revision("a1", new=False), up("a1"), up("b2", error=failure("no")))
    assert list(check.findings(told)) == []


@pytest.mark.parametrize("check", ON_ROWS)
def test_a_trial_in_which_nothing_went_wrong_is_silent(check):
    assert list(check.findings(record(up("a1"), trial("a1"), together=Together()))) == []


def test_what_an_upgrade_does_to_rows_before_it_fails_is_not_judged():
    told = record(up("a1"), trial("a1", error=NULLS))
    reason = "a1 fails where its tables have rows, so what it does to them is not known"
    assert not_judged(destroys_rows, told) == not_judged(lossy_downgrade, told) == [reason]


def test_of_several_upgrades_that_fail_on_rows_one_reason_is_told():
    told = record(up("a1"), up("b2"), trial("a1", error=NULLS), trial("b2", error=NULLS))
    reason = "a1 and b2 fail where their tables have rows, so what they do to them is not known"
    assert not_judged(destroys_rows, told) == [reason]


def test_an_upgrade_deletes_rows():
    deleted = loss("cfg.xp", count=2, example="id = 1, level = 3")
    told = record(up("a1"), trial("a1", deleted, lost_down=(deleted,)))
    (finding,) = found(destroys_rows, told)
    assert (finding.subject, finding.line) == ("cfg.xp", 10)
    assert finding.message == "the upgrade deletes 2 of the 3 made-up rows of cfg.xp, for example id = 1, level = 3"


def test_an_upgrade_overwrites_values():
    level = loss("cfg.xp", "level", 1, 1, "3")
    told = record(up("a1"), trial("a1", level, lost_down=(level,), seed="seed/a1.sql"))
    (finding,) = found(destroys_rows, told)
    assert finding.subject == "cfg.xp.level"
    assert finding.message == (
        "the upgrade overwrites 1 of the 1 value of cfg.xp.level in rows from seed/a1.sql, for example 3"
    )


def test_values_that_the_downgrade_puts_back_are_told_with_that():
    (finding,) = found(destroys_rows, record(up("a1"), trial("a1", loss("cfg.xp", "level"))))
    assert finding.message.endswith("for example Hello; the downgrade puts them back")
    for stays in ({"went_down": False}, {"down_error": failure("no")}):
        (finding,) = found(destroys_rows, record(up("a1"), trial("a1", loss("cfg.xp", "level"), **stays)))
        assert "puts them back" not in finding.message


@pytest.mark.parametrize("dropped", [table("cfg.xp"), LEVEL])
def test_what_a_drop_names_is_not_told_twice(dropped):
    level = loss("cfg.xp", "level")
    told = record(up("a1", gone(dropped)), trial("a1", level, lost_down=(level,), lost_again=(level,)))
    assert not subjects(destroys_rows, told)
    assert not subjects(lossy_downgrade, told)


def test_a_renamed_column_that_comes_back_empty_is_told():
    told = record(up("a1", *called(LEVEL, "cfg.xp.rank")), trial("a1", lost_down=(loss("cfg.xp", "level"),)))
    assert subjects(lossy_downgrade, told) == ["cfg.xp.level"]


def test_a_downgrade_loses_rows_on_the_line_of_its_def():
    told = record(up("a1"), trial("a1", lost_down=(loss("cfg.xp", count=1, example="id = 1"),)))
    (finding,) = found(lossy_downgrade, told)
    assert (finding.subject, finding.line) == ("cfg.xp", 20)
    assert finding.message == "1 of the 3 made-up rows of cfg.xp is gone after the downgrade, for example id = 1"


def test_going_up_again_loses_values():
    told = record(up("a1"), trial("a1", lost_again=(loss("cfg.xp", "level", 2),)))
    (finding,) = found(lossy_downgrade, told)
    assert finding.message == (
        "2 of the 3 values of cfg.xp.level in made-up rows are gone or changed after going down and up again, "
        "for example Hello"
    )


def test_what_is_lost_on_the_way_down_is_not_told_again_for_the_way_up():
    lost = loss("cfg.xp", "level")
    assert subjects(lossy_downgrade, record(up("a1"), trial("a1", lost_down=(lost,), lost_again=(lost,)))) == [
        "cfg.xp.level"
    ]


def test_a_loss_that_destroys_rows_names_is_not_told_twice_and_another_one_is():
    rows, level = loss("cfg.xp"), loss("cfg.xp", "level")
    told = record(up("a1"), trial("a1", rows, lost_down=(rows, level)))
    assert subjects(lossy_downgrade, told) == ["cfg.xp.level"]


def test_the_columns_of_a_table_whose_rows_are_gone_are_not_told_besides():
    rows, name, of_tickets = loss("cfg.kinds"), loss("cfg.kinds", "name"), loss("cfg.tickets", "kind_id")
    told = record(up("a1"), trial("a1", lost_down=(rows, of_tickets), lost_again=(name,)))
    assert subjects(lossy_downgrade, told) == ["cfg.kinds", "cfg.tickets.kind_id"]


def test_a_downgrade_that_was_not_run_on_rows_is_not_judged():
    stayed = trial("a1", went_down=False)
    reason = ["the downgrade of a1 was not run on rows"]
    assert not_judged(lossy_downgrade, record(up("a1"), down("a1"), stayed)) == reason
    assert not not_judged(lossy_downgrade, record(revision("a1", downgrade="missing"), up("a1"), stayed))
    assert not not_judged(lossy_downgrade, record(up("a1"), down("a1", error=failure("no")), stayed))


def test_a_downgrade_that_fails_only_on_rows():
    told = record(up("a1"), down("a1"), trial("a1", down_error=NULLS))
    (finding,) = found(downgrade_fails, told)
    assert (finding.subject, finding.line) == ("a1", 14)
    assert "runs on the empty database, and fails where its tables have rows: NotNullViolation" in finding.message


def test_a_downgrade_that_fails_anyway_is_told_once():
    told = record(up("a1"), down("a1", error=failure("no")), trial("a1", down_error=NULLS))
    assert [finding.message for finding in found(downgrade_fails, told)] == [
        "the downgrade of a1 fails: ProgrammingError: no"
    ]


def test_an_upgrade_that_can_be_repeated_only_without_rows():
    told = record(up("a1"), down("a1"), again("a1"), trial("a1", again_error=NULLS))
    (finding,) = found(downgrade_differs, told)
    assert (finding.subject, finding.line) == ("a1", 14)
    assert "can be repeated on the empty database, and fails where there are rows" in finding.message


def test_what_the_downgrade_leaves_is_told_without_its_consequence():
    told = record(up("a1", made(LEVEL)), down("a1"), again("a1"), trial("a1", again_error=NULLS))
    assert subjects(downgrade_differs, told) == ["cfg.xp.level"]
