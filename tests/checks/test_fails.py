"""upgrade-fails and downgrade-fails."""

from records import down, failure, found, record, revision, subjects, up

from migrations_check.checks import downgrade_fails, upgrade_fails
from migrations_check.record import Refusal


def test_an_upgrade_that_raises_is_told_with_the_words_of_postgres_and_the_statement():
    error = failure('relation "cfg.xp" does not exist', "UndefinedTable", statement="ALTER TABLE cfg.xp\n  ADD x int")
    (finding,) = found(upgrade_fails, record(up("a1", error=error)))
    assert (finding.subject, finding.path, finding.line) == ("a1", "migrations/versions/a1.py", 10)
    assert 'relation "cfg.xp" does not exist' in finding.message
    assert "ALTER TABLE cfg.xp ADD x int" in finding.message


def test_what_is_known_to_be_no_matter_of_rows_is_told_with_its_cause_too():
    concurrently = failure("CREATE INDEX CONCURRENTLY cannot run inside a transaction block", "ActiveSqlTransaction")
    (finding,) = found(upgrade_fails, record(up("a1", error=concurrently)))
    assert finding.message.endswith("put it inside `with op.get_context().autocommit_block():`")
    unsafe = failure('unsafe use of new value "held"\nHINT: New enum values must be committed before they can be used.')
    (finding,) = found(upgrade_fails, record(up("a1", error=unsafe)))
    assert '"held"; HINT: New enum values must be committed before they can be used. An enum value' in finding.message


def test_a_type_that_an_earlier_deploy_made():
    (finding,) = found(upgrade_fails, record(up("b2", error=failure('type "mood" already exists', "DuplicateObject"))))
    assert "write postgresql.ENUM(..., create_type=False) here" in finding.message


def test_a_table_that_was_made_by_something_else():
    (finding,) = found(upgrade_fails, record(up("a1", error=failure('relation "project" already exists'))))
    assert "env.py and what that imports create tables, which only migrations should do" in finding.message


def test_a_downgrade_that_drops_a_constraint_without_a_name():
    error = failure(
        "Can't emit DROP CONSTRAINT for constraint ForeignKeyConstraint(...); it has no name", "CompileError"
    )
    (finding,) = found(downgrade_fails, record(up("a1"), down("a1", error=error)))
    assert "write the name that the constraint has in the database" in finding.message


def test_the_line_that_raised_is_better_than_the_line_of_def():
    error = failure("no", path="migrations/versions/a1.py", line=14)
    assert [f.line for f in found(upgrade_fails, record(up("a1", error=error)))] == [14]


def test_a_missing_variable_is_told_by_environment():
    assert not found(upgrade_fails, record(up("a1", error=failure("'X'", "KeyError", missing=("X",)))))


def test_history_that_is_trusted_must_upgrade_all_the_same():
    assert subjects(upgrade_fails, record(revision("a1", trusted=True), up("a1", error=failure("no")))) == ["a1"]


def test_a_downgrade_that_raises_stands_on_its_def():
    told = record(up("a1"), down("a1", error=failure("column does not exist")))
    (finding,) = found(downgrade_fails, told)
    assert (finding.subject, finding.line) == ("a1", 20)


def test_a_downgrade_that_only_raises_is_a_missing_one():
    told = record(revision("a1", downgrade="raises"), up("a1"), down("a1", error=failure("no", "NotImplementedError")))
    assert not found(downgrade_fails, told)


def test_steps_that_work_are_silent():
    assert not found(upgrade_fails, record(up("a1"), down("a1")))
    assert not found(downgrade_fails, record(up("a1"), down("a1")))


def test_an_upgrade_that_fails_since_it_was_refused_another_database_is_told_by_that():
    refused = Refusal("postgresql://bot@10.0.0.5/appdb", "m/a1.py", 4, "a1")
    told = record(refused, up("a1", error=failure("refused to reach it", "WrongDatabase")))
    assert subjects(upgrade_fails, told) == []
