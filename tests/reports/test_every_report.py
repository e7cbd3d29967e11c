"""What holds of every format."""

import html
from pathlib import Path

import pytest
from records import changed, column, constraint, down, made, record, revision, table, up
from reviews import FACTS, HOSTILE, finding, judged, warning

from migrations_check.finding import NotJudged
from migrations_check.record import Record
from migrations_check.reports import REPORTS
from migrations_check.review import Review

EVERY = pytest.mark.parametrize("name", REPORTS)


def hostile() -> Record:
    """A chain in which everything has a bad name."""
    address = f"cfg.{HOSTILE}"
    check = changed(constraint(f"{address}.ck", "CHECK (x)"), 0, definition=f"CHECK ({HOSTILE * 9})")
    steps = up("a1", made(table(address), 0), made(column(f"{address}.id", HOSTILE), 0), check, lines=[18])
    return record(revision("a1", message=HOSTILE, path=f"migrations/{HOSTILE}.py"), steps, down("a1", lines=[25]))


@EVERY
def test_the_readme_names_it(name):
    assert f"| `{name}` | " in (Path(__file__).parents[2] / "README.md").read_text()


@EVERY
@pytest.mark.parametrize("review", [judged(), Review(error="no Postgres was found"), judged(of=record(up("a1")))])
def test_there_is_always_something_to_say(name, review):
    assert REPORTS[name](review) or name == "github"


@EVERY
def test_nothing_steers_whoever_looks_at_it(name):
    said = finding("drop-column", HOSTILE, HOSTILE), warning("rename", HOSTILE, acknowledged=HOSTILE)
    review = judged(*said, NotJudged(HOSTILE, "lossy-downgrade"), of=hostile(), facts={**FACTS, "since": HOSTILE})
    text = REPORTS[name](review)
    assert not {"\x1b", "\u202e", "\x00"} & set(text)
    assert "owned" in text


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "json"])
def test_the_line_that_accepts_a_finding_is_in_it(name):
    text = html.unescape(REPORTS[name](judged(finding("drop-column", "cfg.xp.level"), finding("drop-table", "cfg.xp"))))
    assert '"drop-column cfg.xp.level": "..."' in text.replace('\\"', '"')


@EVERY
def test_the_same_review_makes_the_same_report(name):
    review = judged(finding("drop-column"), of=hostile())
    assert REPORTS[name](review) == REPORTS[name](review)
