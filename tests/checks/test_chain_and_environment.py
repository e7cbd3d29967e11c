"""broken-chain, multiple-heads, environment and wrong-database."""

from records import failure, found, record, revision, subjects, up

from migrations_check.checks import broken_chain, environment, multiple_heads, wrong_database
from migrations_check.record import Problem, Refusal


def test_a_script_that_does_not_import_is_named_with_its_line():
    broken = Problem("broken-chain", "a1", "a1.py is not valid Python", "migrations/versions/a1.py", 3)
    (finding,) = found(broken_chain, record(broken))
    assert (finding.subject, finding.path, finding.line) == ("a1", "migrations/versions/a1.py", 3)


def test_two_heads_are_one_finding_about_the_chain():
    heads = Problem("multiple-heads", "chain", "the chain has 2 heads: a1, b2")
    assert subjects(multiple_heads, record(heads)) == ["chain"]
    assert subjects(broken_chain, record(heads)) == []


def test_the_heads_are_named_with_their_files():
    heads = Problem("multiple-heads", "chain", "the chain has 2 heads: b2, c4")
    branches = revision("a1"), revision("b2", parents=("a1",), new=False)
    other = revision("c3", parents=("a1",)), revision("c4", parents=("c3",))
    facts = {"interpreter": "./.venv/bin/python", "config": "db/alembic.ini"}
    (finding,) = found(multiple_heads, record(heads, *other, *branches, facts=facts))
    assert finding.message == (
        "the chain has 2 heads: c4 in migrations/versions/c4.py and b2 in migrations/versions/b2.py. Instead: if c4 is "
        'not released yet, write down_revision = "b2" into migrations/versions/c3.py; else type ./.venv/bin/python -m '
        "alembic -c db/alembic.ini merge -m merge heads"
    )


def test_three_heads_are_merged():
    heads = Problem("multiple-heads", "chain", "the chain has 3 heads")
    (finding,) = found(multiple_heads, record(heads, revision("a1"), revision("b2"), revision("c3")))
    assert finding.message.endswith(". Instead: type python -m alembic -c alembic.ini merge -m merge heads")


def test_a_variable_that_env_py_reads_is_named_with_its_line():
    read = failure("'TOKEN'", "KeyError", missing=("TOKEN",), path="migrations/env.py", line=7)
    (finding,) = found(environment, record(failure=read))
    assert (finding.subject, finding.path, finding.line, finding.revision) == ("TOKEN", "migrations/env.py", 7, None)
    assert finding.message == (
        "migrations/env.py reads the variable TOKEN, which nobody declared. Instead: declare it in pyproject.toml, "
        'under [tool.migrations-check]: environment = { TOKEN = "x" }'
    )


def test_a_variable_that_a_revision_reads_belongs_to_the_revision_and_is_said_once():
    read = failure("'TOKEN'", "KeyError", missing=("TOKEN",))
    told = record(up("a1", error=read), revision("a1"))
    (finding,) = found(environment, told)
    assert (finding.subject, finding.revision, finding.path) == ("a1", "a1", "migrations/versions/a1.py")


def test_a_failure_without_a_variable_is_none_of_its_business():
    assert not found(environment, record(up("a1", error=failure("relation does not exist"))))


def test_a_refused_connection_names_the_target_and_the_line_once():
    refused = Refusal("postgresql://bot@10.0.0.5/appdb", "migrations/env.py", 12)
    (finding,) = found(wrong_database, record(refused, refused))
    assert finding.subject == "postgresql://bot@10.0.0.5/appdb"
    assert "migrations/env.py tried to connect to postgresql://bot@10.0.0.5/appdb" in finding.message
    assert finding.line == 12


def test_a_revision_that_connects_elsewhere_is_the_subject():
    assert subjects(wrong_database, record(Refusal("sqlite:///bot.db", "m/a1.py", 4, "a1"))) == ["a1"]
