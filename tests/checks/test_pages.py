"""What holds for every check."""

import inspect

import pytest

from migrations_check.checks import CHECKS, id_of, page
from migrations_check.finding import Severity


@pytest.mark.parametrize("check", CHECKS, ids=id_of)
def test_a_check_says_what_why_and_what_instead(check):
    told = page(check)
    assert all((told.what, told.why, told.instead))
    assert "\n\nInstead: " in (check.__doc__ or "")
    assert isinstance(check.severity, Severity)
    assert inspect.isfunction(check.findings)


def test_no_check_stands_there_twice():
    assert len({id_of(check) for check in CHECKS}) == len(CHECKS)
