"""Expressions written alike."""

from dataclasses import replace

import pytest

from migrations_check.normal import differing, expression
from migrations_check.snapshot import Thing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("((status)::text = 'a'::text)", "(status = 'a')"),
        ("(x = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", "(x = ANY (ARRAY['a', 'b']))"),
        ("(x > '-1'::integer)", "(x > (-1))"),
        ("(lower((name)::text))", "(lower(name))"),
        ("(at)::timestamp(3) without time zone", "at"),
        ("((x)::numeric(10, 2) > (0)::numeric)", "(x > 0)"),
        ("(NOT (flag)::boolean)", "(NOT flag)"),
        ("(s = 'open'::cfg.status)", "(s = 'open')"),
        ("(s = 'open'::cfg.\"Status\")", "(s = 'open')"),
        ("((a)::double precision > b)", "(a   >\n b)"),
        ("(((a >= 0) AND (a <= 9)) AND (b > 0))", "((a >= 0) AND (a <= 9) AND (b > 0))"),
        ("(a OR (b OR c))", "(a OR b OR c)"),
    ],
)
def test_alike(one, other):
    assert expression(one) == expression(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(a > 0)", "(a >= 0)"),
        ("(x = 'a::text')", "(x = 'a')"),
        ("(x = 'it''s (a)')", "(x = 'it''s a')"),
        ("((a + b) * c)", "(a + (b * c))"),
        ("(x = ANY (ARRAY['a', 'b']))", "(x = ANY (ARRAY['a']))"),
        ("lower(name)", "name"),
        ("(x = '1')", "(x = '1 ')"),
        ('("A" > 0)', "(a > 0)"),
        ("((a OR b) AND c)", "(a OR b AND c)"),
        ("(NOT (a AND b) AND c)", "(NOT a AND b AND c)"),
        ("((a AND b) IS NULL AND c)", "(a AND b IS NULL AND c)"),
    ],
)
def test_different(one, other):
    assert expression(one) != expression(other)


def test_no_default_is_the_default_null():
    column = Thing("column", "cfg", "cfg.guilds.icon", "cfg.guilds", {"type": "text"}, "1259:1:1")
    null = replace(column, definition={"type": "text", "default": "NULL::character varying"})
    assert differing(column, null) == []
    assert differing(column, replace(null, definition={"type": "text", "default": "'NULL'::text"})) == ["default"]
