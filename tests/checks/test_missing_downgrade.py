import pytest
from records import changed, column, constraint, failure, found, loss, made, record, revision, rows, table, trial, up

from migrations_check.checks import missing_downgrade

TOPIC = made(column("cfg.tickets.topic"))
LEVEL = constraint("cfg.xp.ck_level", "CHECK (level > 0)", valid=False)


@pytest.mark.parametrize(
    ("downgrade", "words"),
    [("missing", "there is no downgrade()"), ("empty", "does nothing"), ("raises", "only raises")],
)
def test_nothing_undoes_what_the_upgrade_does(downgrade, words):
    (finding,) = found(missing_downgrade, record(revision("a1", downgrade=downgrade), up("a1", TOPIC)))
    assert (finding.subject, finding.line) == ("a1", 20)
    assert words in finding.message
    assert "column cfg.tickets.topic" in finding.message


def test_rows_are_something_to_undo():
    (finding,) = found(
        missing_downgrade, record(revision("a1", downgrade="empty"), up("a1", rows("cfg.xp", updated=3)))
    )
    assert "rows of cfg.xp" in finding.message


def test_rows_that_are_changed_only_where_there_are_some_are_something_to_undo():
    filled = trial("a1", moved=(rows("cfg.guilds", updated=2),))
    (finding,) = found(missing_downgrade, record(revision("a1", downgrade="empty"), up("a1"), filled))
    assert finding.message == "downgrade() does nothing, though the upgrade changed rows of cfg.guilds"


def test_rows_that_destroys_rows_tells_of_are_not_told_twice():
    deleted = trial("a1", loss("cfg.guilds"), moved=(rows("cfg.guilds", deleted=3),))
    assert not found(missing_downgrade, record(revision("a1", downgrade="empty"), up("a1"), deleted))


def test_a_new_table_is_named_without_its_columns():
    steps = up("a1", made(table("cfg.xp")), made(column("cfg.xp.id")))
    (finding,) = found(missing_downgrade, record(revision("a1", downgrade="empty"), steps))
    assert finding.message.endswith("the upgrade changed table cfg.xp")


def test_without_a_def_the_line_is_that_of_the_upgrade():
    told = record(revision("a1", downgrade="missing", downgrade_line=None), up("a1", TOPIC))
    assert [finding.line for finding in found(missing_downgrade, told)] == [10]


@pytest.mark.parametrize(
    "told",
    [
        record(revision("a1", downgrade="empty"), up("a1")),
        record(revision("m1", parents=("a1", "b2"), downgrade="empty"), up("m1")),
        record(revision("a1"), up("a1", TOPIC)),
        record(revision("a1", downgrade="empty", trusted=True), up("a1", TOPIC)),
        record(revision("a1", downgrade="empty"), up("a1", TOPIC, error=failure("no"))),
        record(revision("a1", downgrade="empty"), up("a1", rows("cfg.xp"))),
        record(revision("a1", downgrade="empty"), up("a1", changed(LEVEL, valid=None))),
    ],
    ids=["nothing changed", "merge", "there is one", "trusted", "never went up", "no row", "a constraint validated"],
)
def test_silent(told):
    assert not found(missing_downgrade, told)
