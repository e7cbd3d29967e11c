"""Text from elsewhere cannot do anything in a terminal, in a workflow's log or in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci.text import plain
from ci.words import block, clean, code


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
