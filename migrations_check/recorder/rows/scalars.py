"""The values of Postgres' plain types, with the constants of the conditions on them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from migrations_check.recorder.rows import plain
from migrations_check.recorder.rows.asking import quote
from migrations_check.recorder.rows.mined import Mined, near, objects, texts
from migrations_check.recorder.rows.value import ODD, ORDINARY, Value

_WHOLE = {"smallint": 16, "integer": 32, "bigint": 64}
_TEXTS = ("text", "character varying", "character", "bpchar")


@dataclass(frozen=True)
class Candidates:
    """`sure` where Postgres will surely read each of them."""

    values: tuple[Value, ...]
    sure: bool


def scalars(name: str, found: Mined, rng: random.Random, column: str) -> Candidates:
    """Of a type, with its modifier, for a column of this name."""
    bare = re.sub(r"\([^()]*\)", "", name)
    size = [int(n) for n in re.findall(r"-?\d+", name)] if bare != name else []
    if bare in _WHOLE:
        return _whole_numbers(name, found, rng, column)
    if bare == "numeric":
        ordinary, odd = plain.numbers(*([*size, 0][:2] if size else (None, 0)))
        return Candidates(read_from([*_near(found), *ordinary], odd, name), False)
    if bare in _TEXTS:
        return _letters(name, size[0] if size else None, found, rng, column)
    if bare in ("bit", "bit varying"):
        return Candidates(read_from(*plain.bits(rng, size[0] if size else 8), name), True)
    if bare == "uuid":
        return Candidates(read_from(*plain.uuids(rng), name), True)
    if bare in ("json", "jsonb"):
        return _json(name, found)
    if bare == "bytea":
        sized = ["\\x" + byte * length for length in found.lengths for byte in ("2a", "00", "5c", "ff", "41", "7b")]
        return Candidates(read_from([*plain.PLAIN[bare][0], *sized], plain.PLAIN[bare][1], name), True)
    if bare.startswith(("date", "time")):
        return _moments(name, bare, found)
    return _known(name, bare, [*_near(found), *found.strings])


def _near(found: Mined) -> list[str]:
    return [other for number in found.numbers for other in near(number)]


def _whole_numbers(name: str, found: Mined, rng: random.Random, column: str) -> Candidates:
    top = 2 ** (_WHOLE[name] - 1)
    fit = [n for n in _near(found) if n.lstrip("-").isdigit() and -top <= int(n) < top]
    if name == "bigint" and column.strip('"').endswith("id"):
        ordinary, odd = plain.snowflakes(rng)
        return Candidates(read_from([*ordinary, *fit], odd, name), True)
    ordinary, odd = plain.PLAIN[name]
    # A number of this column's own: a key that it should point at, and does not, is noticed.
    own = str(rng.randrange(1000, 2**15))
    return Candidates(read_from([*fit, *ordinary], [*odd[:3], own], name), True)


def _letters(name: str, limit: int | None, found: Mined, rng: random.Random, column: str) -> Candidates:
    ordinary, odd = plain.texts(rng, limit, column)
    wanted = [text[:limit] for text in texts(found)]
    length = plain.LONG if limit is None else min(limit, plain.LONGEST)
    long = Value(f"left(repeat('A long story. ', {length // 14 + 1}), {length})::{name}", ODD)
    first = read_from([*ordinary[:2], *wanted, *ordinary[2:]], (), name)
    return Candidates((*first, long, *read_from((), odd, name)), True)


def _json(name: str, found: Mined) -> Candidates:
    ordinary, odd = plain.PLAIN[name]
    shaped = [*objects(found)] if found.strings or found.numbers else []
    return Candidates(read_from([*ordinary, *shaped], odd, name), not shaped)


def _moments(name: str, bare: str, found: Mined) -> Candidates:
    ordinary, odd = plain.PLAIN[re.sub(r" +", " ", bare)]
    mined_ = [s for s in found.strings if re.match(r"\d{4}-\d\d-\d\d|\d\d:\d\d", s)]
    after = [Value(f"({quote(s)}::{name} + interval '1 day')::{name}") for s in mined_]
    return Candidates((*read_from([*mined_, *ordinary], odd, name), *after), not mined_)


def _known(name: str, bare: str, found: list[str]) -> Candidates:
    """A type without rules of its own here; one that is not known at all gets what can be read."""
    bare = "interval" if bare.startswith("interval") else bare
    ordinary, odd = plain.PLAIN.get(bare, (plain.GUESSES, ()))
    values = read_from([*ordinary, *found], odd, name)
    if bare == "money":
        values = tuple(Value(f"{value.sql.partition('::')[0]}::numeric::money", value.rank) for value in values)
    return Candidates(values, bare in plain.PLAIN and bare not in ("xml", "money") and not found)


def read_from(ordinary: Iterable[str], odd: Iterable[str], name: str) -> tuple[Value, ...]:
    ranks = {**dict.fromkeys(odd, ODD), **dict.fromkeys(ordinary, ORDINARY)}
    values = dict.fromkeys([*ordinary, *odd])
    return tuple(Value(f"{quote(text)}::{name}", ranks[text]) for text in values)
