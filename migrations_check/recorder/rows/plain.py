"""Values of Postgres' own plain types, as text that the type reads: ordinary ones and odd ones.

All of them can be read back by Python's drivers: no infinite dates, no years before Christ.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

LONG, LONGEST = 3500, 100_000  # letters of a text without limit, and with one
SPECIAL = 'O\'Brien \\ "quoted"\nline two\t50% <@1> \U0001f389 \u202e\u05e9\u05dc\u05d5\u05dd\u202c'

Choice = tuple[Sequence[str], Sequence[str]]


def whole_numbers(bits: int) -> Choice:
    top = 2 ** (bits - 1)
    return ("1", "2", "3", "5", "10", "25", "60", "100"), (str(top - 1), str(-top), "0", "-1")


def snowflakes(rng: random.Random) -> Choice:
    """What Discord calls its guilds, channels and users."""
    return [str(rng.randrange(10**17, 10**18)) for _ in range(8)], whole_numbers(64)[1]


def numbers(precision: int | None, scale: int) -> Choice:
    if precision is None:
        return ("1.50", "2", "3.14", "10", "20.5", "99", "100", "0.25"), (
            f"{'9' * 30}.{'9' * 9}",
            "-0.000000001",
            "NaN",
            "0",
        )
    top = "9" * max(precision - scale, 0) + "." + "9" * scale
    ordinary = ("1", "2", "3", "5", "0.5", "0.25", "0.1", "4")
    return ordinary, (top, f"-{top}", "0", "NaN")


def texts(rng: random.Random, limit: int | None, column: str) -> Choice:
    words = [f"{_word(column)}{rng.randrange(100, 1000)}" for _ in range(6)]
    ordinary = [_like(column, word) for word in ("general", "welcome", *words)]
    if limit is None:
        return ordinary, ("", SPECIAL, "007")
    return [*(word[-limit:] for word in ordinary), *"abcdefgh"], ["", SPECIAL[:limit], "007"[:limit]]


def _word(column: str) -> str:
    return "".join(letter for letter in column if letter.isascii() and letter.isalpha())[:12].lower() or "word"


def _like(column: str, word: str) -> str:
    if "mail" in column:
        return f"{word}@example.org"
    return f"https://example.org/{word}" if "url" in column or "link" in column else word


def uuids(rng: random.Random) -> Choice:
    made = [f"{rng.getrandbits(128):032x}" for _ in range(8)]
    return [f"{m[:8]}-{m[8:12]}-4{m[13:16]}-a{m[17:20]}-{m[20:]}" for m in made], ("0" * 32, "f" * 32)


def bits(rng: random.Random, length: int) -> Choice:
    return [f"{rng.getrandbits(length):0{length}b}" for _ in range(8)], ("1" * length, "0" * length)


_DAYS = tuple(
    f"2024-{month:02}-{day:02}" for month, day in ((1, 1), (1, 2), (2, 29), (3, 15), (5, 4), (7, 31), (10, 6), (12, 25))
)
_TIMES = ("00:00:00", "08:30:00", "12:00:00", "18:45:10", "21:00:00.5", "23:59:59", "06:15:00", "03:00:00")
_MOMENTS = tuple(f"{day} {time}" for day, time in zip(_DAYS, _TIMES, strict=True))
_FLOATS = (("0.5", "1", "2.25", "3.75", "10", "42.1", "60", "100"), ("NaN", "Infinity", "-Infinity", "0"))
_ODD_MOMENTS = ("9999-12-30 23:59:59.999999", "0001-01-02 00:00:00", "1970-01-01 00:00:00", "2038-01-19 03:14:08")

PLAIN: dict[str, Choice] = {
    "boolean": (("true", "false"), ()),
    "smallint": whole_numbers(16),
    "integer": whole_numbers(32),
    "bigint": whole_numbers(64),
    "real": (_FLOATS[0], (*_FLOATS[1], "3.4028235e38")),
    "double precision": (_FLOATS[0], (*_FLOATS[1], "1.7976931348623157e308")),
    "money": (("1.50", "2", "3.14", "10", "20.5"), ("92233720368547758.07", "-92233720368547758.08", "0")),
    "date": (_DAYS, ("9999-12-30", "0001-01-02", "1970-01-01", "2000-02-29")),
    "time without time zone": (_TIMES, ("23:59:59.999999",)),
    "time with time zone": ([f"{time}+00" for time in _TIMES], ("23:59:59.999999+13", "00:00:00-12")),
    "timestamp without time zone": (_MOMENTS, _ODD_MOMENTS),
    "timestamp with time zone": ([f"{m}+00" for m in _MOMENTS], [f"{m}+00" for m in _ODD_MOMENTS]),
    "interval": (
        ("1 day", "1 hour", "10 minutes", "7 days", "30 days", "1 second"),
        ("99 years 11 mons", "-1 day", "0", "0.000001 s"),
    ),
    "json": (
        ('{"enabled": true, "channels": [1, 2]}', '{"name": "general"}', '{"limit": 10}', "{}"),
        ('{"\U0001f389": {"deep": [null, {"a": "\\"b\\\\"}]}, "n": 1e30}', "[]", "null", '"text"', "0"),
    ),
    "inet": (("192.0.2.1", "192.0.2.2", "198.51.100.7", "203.0.113.9"), ("2001:db8::1/64", "0.0.0.0/0", "::")),
    "cidr": (("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "10.0.0.0/8"), ("2001:db8::/32", "0.0.0.0/0")),
    "macaddr": (("08:00:2b:01:02:03", "08:00:2b:01:02:04", "08:00:2b:01:02:05"), ("ff:ff:ff:ff:ff:ff",)),
    "macaddr8": (("08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:06", "08:00:2b:01:02:03:04:07"), ()),
    "bytea": (("\\x01", "\\x0203", "\\x646174", "\\x04"), ("\\x" + "00ff" * 1000, "\\x", "\\x00", "\\x5c27")),
    "tsvector": (("'hello':1 'world':2", "'bot':1", "'ticket':3"), ("", "'it''s':1A,2B")),
    "tsquery": (("'hello' & 'world'", "'bot'", "!'ticket'"), ("",)),
    "xml": (("<a>1</a>", "<b/>", "<c d='e'/>"), ("<a>\U0001f389 &amp;</a>",)),
    "point": (("(1,2)", "(3,4)", "(0.5,0.5)"), ("(0,0)", "(-1e300,NaN)")),
    "line": (("{1,2,3}", "{1,-1,0}", "{0,1,5}"), ()),
    "lseg": (("[(0,0),(1,1)]", "[(1,2),(3,4)]", "[(0,1),(5,1)]"), ("[(0,0),(0,0)]",)),
    "box": (("(1,1),(0,0)", "(3,4),(1,2)", "(9,9),(8,8)"), ("(0,0),(0,0)",)),
    "path": (("[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "[(1,2),(3,4)]"), ()),
    "polygon": (("((0,0),(1,1),(2,0))", "((0,0),(4,4),(8,0))", "((1,1),(2,2),(3,1))"), ()),
    "circle": (("<(0,0),1>", "<(1,2),3>", "<(5,5),2>"), ("<(0,0),0>",)),
    "oid": (("1", "2", "3", "16384"), ("4294967295", "0")),
    "name": (("general", "welcome", "support", "staff"), ("", "x" * 63)),
    '"char"': (("a", "b", "c", "d"), ("",)),
    "pg_lsn": (("0/1", "16/B374D848", "1/0"), ("FFFFFFFF/FFFFFFFF", "0/0")),
    "jsonpath": (("$.a", "$.b[*]", "$"), ()),
    "txid_snapshot": (("10:20:10,14,15", "1:1:", "5:9:"), ()),
    "pg_snapshot": (("10:20:10,14,15", "1:1:", "5:9:"), ()),
    "xid": (("3", "4", "5"), ()),
    "xid8": (("3", "4", "5"), ()),
    "cid": (("0", "1", "2"), ()),
    "tid": (("(0,1)", "(0,2)", "(1,1)"), ()),
    "int2vector": (("1 2", "3", "4 5"), ()),
    "oidvector": (("1 2", "3", "4 5"), ()),
    "regclass": (("pg_catalog.pg_class", "pg_catalog.pg_type", "pg_catalog.pg_proc"), ()),
    "regtype": (("integer", "text", "boolean"), ()),
    "regnamespace": (("pg_catalog", "information_schema"), ()),
    "regrole": (("pg_monitor", "pg_read_all_stats", "pg_signal_backend"), ()),
    "regproc": (("pg_catalog.now", "pg_catalog.md5"), ()),
    "regconfig": (("pg_catalog.english", "pg_catalog.simple", "pg_catalog.german"), ()),
}
PLAIN["jsonb"] = PLAIN["json"]

# What the types of extensions read, in the order of likelihood; whichever of it can be read is taken.
GUESSES = (
    "general", "welcome", "staff", "A1", "1", "2", "3", "top.bots.magikal", "top.bots", "a=>1, b=>NULL", "a=>2",
    "(1,2)", "(3,4)", "[1,2]", "[1,2,3]", "[4,5,6]", "1..2", "{1,2}", "{}", "POINT(1 2)", "POINT(3 4)",
    "LINESTRING(0 0,1 1)", "POLYGON((0 0,1 1,1 0,0 0))", "9780393040029", "*.bots.*", "192.0.2.1", "2024-01-01", "",
)  # fmt: skip
