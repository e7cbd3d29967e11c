"""Text from elsewhere cannot do anything in a terminal, in a workflow's log or in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci.text import plain
from ci.words import block, clean, code, gist

FAILED = """\
INFO  [alembic.runtime.migration] Running upgrade 1b40 -> a595, codes are unique
Traceback (most recent call last):
  File "x.py", line 2, in execute
psycopg.errors.UniqueViolation: could not create unique index "uq"
DETAIL:  Key (code)=(7) is duplicated.

The above exception was the direct cause of the following exception:

sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) could not create unique index "uq"
DETAIL:  Key (code)=(7) is duplicated.
[SQL: CREATE UNIQUE INDEX uq ON cfg.tickets (code)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
"""


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (FAILED, 'sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) could not create unique index "uq"'),
        ("INFO [alembic]\nFAILED: Multiple head revisions.\n", "FAILED: Multiple head revisions"),
        ("sudo: a password is required\n\n", "sudo: a password is required"),
        ("", "it said nothing"),
    ],
)
def test_the_line_that_says_what_went_wrong(said: str, line: str) -> None:
    assert gist(said) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("over\rwritten", "over\\rwritten"),
        ("abc\u202edcb", "abc\\u202edcb"),
        ("Zoë's Café ☕\n\tline", "Zoë's Café ☕\n\tline"),
    ],
)
def test_what_a_terminal_obeys_is_spelled_out(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cfg.tickets", "`cfg.tickets`"),
        ("a `b` c", "``a `b` c``"),
        ("`b`", "`` `b` ``"),
        ("two\nlines | a table", "`two lines ¦ a table`"),
        ("", ""),
    ],
)
def test_code_in_a_line(text: str, shown: str) -> None:
    assert code(text) == shown


def test_sentences_hold_no_markup() -> None:
    assert plain("<b> [x](https://evil.example) `c` @here") == "\\<b\\> \\[x\\](https://evil.example) \\`c\\` @here"


@given(st.text())
def test_nothing_ends_a_block_from_inside(text: str) -> None:
    lines = block(text, "sql").splitlines()
    fence = lines[0].removesuffix("sql")
    assert lines[-1] == fence
    assert set(fence) == {"`"}
    assert not any(fence in line for line in lines[1:-1])
