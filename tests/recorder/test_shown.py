"""Values as a person reads them."""

from __future__ import annotations

from typing import Any

import pytest

from migrations_check.recorder.shown import row_shown, shown


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "NULL"),
        (42, "42"),
        (False, "false"),
        ("help", "'help'"),
        ("", "''"),
        ("line one\nline two", "'line one line two'"),
        ({"channels": [1, 2]}, '{"channels": [1, 2]}'),
        ("A long story. " * 30, "'A long story. A long story. A …' (420 characters)"),
    ],
)
def test_a_value(value: Any, told: str) -> None:
    assert shown(value) == told


def test_a_number_that_postgres_wrote_as_text_is_a_number() -> None:
    assert [shown("12.50", type) for type in ("numeric(5,2)", "text")] == ["12.50", "'12.50'"]


def test_a_row_has_whole_values_as_long_as_there_is_room() -> None:
    values = [(f"column_{n}", shown("x" * 20)) for n in range(9)]
    assert row_shown(values) == ", ".join(f"column_{n} = 'xxxxxxxxxxxxxxxxxxxx'" for n in range(3)) + ", …"
