"""The values that a column may get, by its type: ordinary ones first, then odd ones."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from migrations_check.recorder.rows import plain
from migrations_check.recorder.rows.mined import Mined, texts
from migrations_check.recorder.rows.scalars import Candidates, read_from, scalars
from migrations_check.recorder.rows.table import Column, Type
from migrations_check.recorder.rows.value import NULL, ODD, ORDINARY, Value

_STEPS = {"date": "1", "integer": "10", "bigint": "10", "numeric": "10", "double precision": "10"}
_STEPS |= {"timestamp without time zone": "interval '1 hour'", "timestamp with time zone": "interval '1 hour'"}


_CONSTANT = re.compile(r"(E?'([^']|'')*'|B'[01]*'|-?\d[\d.]*|true|false|ARRAY\[[^()]*\])(::[\w ()\[\].,\"]+)?")


def candidates(column: Column, types: Mapping[str, Type], found: Mined, rng: random.Random) -> Candidates:
    made = _of_type(column.type, types, found, rng, column.name)
    values = [*_default(column), *made.values]
    if not column.not_null:
        values.append(Value(f"null::{column.type}", NULL))
    unique = {value.sql: value for value in reversed(values)}
    return Candidates(tuple(dict.fromkeys(unique[value.sql] for value in values)), made.sure)


def _default(column: Column) -> list[Value]:
    """A constant default is what most rows have."""
    return [Value(f"({column.default})::{column.type}")] if _CONSTANT.fullmatch(column.default or "") else []


def _of_type(name: str, types: Mapping[str, Type], found: Mined, rng: random.Random, column: str) -> Candidates:
    if name.endswith("[]"):
        return _arrays(name, _of_type(name[:-2], types, found, rng, column), found)
    known = types.get(name) or types.get(re.sub(r"\([^()]*\)$", "", name))
    if known is None:
        return scalars(name, found, rng, column)
    if known.kind == "e":
        return Candidates(read_from(known.labels, (), name), True)
    if known.kind == "c":
        return _composites(known, [_of_type(a, types, found, rng, column) for a in known.attributes])
    if known.base is None:
        guesses = [*plain.GUESSES[:8], *texts(found), *plain.GUESSES[8:]]
        return Candidates(read_from(guesses, [plain.SPECIAL], name), False)
    made = _of_type(known.base, types, found.with_those_of(known.checks), rng, column)
    return {"d": _domains, "r": _ranges, "m": _multiranges}[known.kind](known, made)


def _domains(known: Type, made: Candidates) -> Candidates:
    values = tuple(Value(f"({value.sql})::{known.name}", value.rank) for value in made.values)
    return Candidates(values, made.sure and not known.checks)


def _arrays(name: str, made: Candidates, found: Mined) -> Candidates:
    """One element, several, none, many, and with a NULL in it."""
    elements = made.values
    few = [value.sql for value in elements if value.rank == ORDINARY][:60] or [value.sql for value in elements]
    odd = [value.sql for value in elements if value.rank == ODD]
    ordinary = [[one] for one in few[:40]] + [few[:2], few[1:4]]
    ordinary += [(few * length)[:length] for length in found.lengths if length <= 100]
    strange = [odd or few, [], ["null", *few[:1]], few * 30]
    ranked = [*((each, ORDINARY) for each in ordinary), *((each, ODD) for each in strange)]
    return Candidates(tuple(Value(f"array[{', '.join(each)}]::{name}", rank) for each, rank in ranked), made.sure)


def _composites(known: Type, attributes: list[Candidates]) -> Candidates:
    turns = range(max((min(len(a.values), 12) for a in attributes), default=1))
    rows = [[a.values[turn % len(a.values)] for a in attributes] for turn in turns]
    values = [Value(f"row({', '.join(v.sql for v in row)})::{known.name}", max(v.rank for v in row)) for row in rows]
    empty = Value(f"row({', '.join('null' for _ in attributes)})::{known.name}", ODD)
    return Candidates((*values, empty), False)


def _ranges(known: Type, made: Candidates) -> Candidates:
    """Ranges that do not overlap, then an empty one, one without bounds and one without an end."""
    name, step = known.name, _STEPS.get(known.base or "")
    low = [value.sql for value in made.values if value.rank == ORDINARY][:30]
    ordinary = [f"{name}({v}, ({v} + {step})::{known.base})" if step else f"{name}({v}, {v}, '[]')" for v in low]
    odd = [f"'empty'::{name}", f"{name}(null, null)", *(f"{name}({v}, null)" for v in low[:1])]
    return Candidates((*(Value(sql) for sql in ordinary), *(Value(sql, ODD) for sql in odd)), False)


def _multiranges(known: Type, made: Candidates) -> Candidates:
    values = (Value(f"{known.name}({value.sql})", value.rank) for value in made.values)
    return Candidates((*values, Value(f"{known.name}()", ODD)), False)
