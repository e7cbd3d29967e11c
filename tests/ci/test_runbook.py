"""The runbook is the document's safe migration order."""

from ci.deploy import GATES, RUNBOOK, words
from tests.ci.deploying import ROOT


def test_its_lines_are_the_documents() -> None:
    assert [words(step)[0] for step in RUNBOOK] == [
        "Confirm this documented process still matches the live VPS setup.",
        "Confirm latest database backup is valid and non-zero.",
        "Update SQLAlchemy models.",
        "Generate migration with autogenerate.",
        "Review generated migration.",
        "Stop if unexpected destructive changes appear.",
        "Create Git restore point.",
        "Apply migration.",
        "Confirm Alembic current/head.",
        "Restart bot if required.",
        "Check logs.",
    ]


def test_each_line_says_what_it_means_when_it_stops_there() -> None:
    for step in RUNBOOK:
        _, means = words(step)
        assert means.endswith("."), step
        assert means.startswith("nothing was changed.") == (step in GATES), step


def test_the_readme_has_it_as_the_plan_prints_it() -> None:
    readme = " ".join((ROOT / "README.md").read_text().split())
    for number, (line, means) in enumerate(map(words, RUNBOOK), 1):
        assert f" {number}. {line} If it stops here: {means} " in readme
