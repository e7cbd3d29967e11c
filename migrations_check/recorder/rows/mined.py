"""The constants of a condition: what is compared with them is likely near them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from migrations_check.recorder.rows.patterns import like, matching
from migrations_check.recorder.rows.plain import LONG

MOST = 120  # of each kind


@dataclass(frozen=True)
class Mined:
    strings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def with_those_of(self, texts: Iterable[str]) -> Mined:
        more = mined(texts)
        return Mined(self.strings + more.strings, self.numbers + more.numbers)

    @property
    def lengths(self) -> list[int]:
        """How long a text or an array may have to be, nearest to ordinary first."""
        whole = {int(n) for n in self.numbers if n.isdigit() and int(n) <= LONG}
        return sorted({length for n in whole for length in (n - 1, n, n + 1) if length >= 0})


def mined(texts: Iterable[str]) -> Mined:
    strings: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for text in texts:
        for found in re.findall(r"'((?:[^']|'')*)'", text):
            string = found.replace("''", "'").replace("\\\\", "\\")
            (numbers if re.fullmatch(r"-?\d+(\.\d+)?", string) else strings)[string] = None
            strings[string] = None
        for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", re.sub(r"'(?:[^']|'')*'", " ", text)):
            numbers[number] = None
    return Mined(tuple(strings)[:MOST], tuple(numbers)[:MOST])


def near(number: str) -> tuple[str, ...]:
    """The number and its neighbours, its double and its opposite."""
    if "." in number:
        return number, f"{number}1", "-" + number.lstrip("-")
    n = int(number)
    return str(n), str(n + 1), str(n - 1), str(2 * n), str(-n)


def texts(found: Mined) -> list[str]:
    """The constants themselves, what they match as patterns, and texts of the lengths that are named."""
    made = [*found.strings]
    for string in found.strings:
        if re.search(r"[][^$*+?\\.|(){}]", string):
            made += matching(string, (1, 3, *found.lengths))[:MOST]
        if "%" in string or "_" in string:
            made += like(string)
    made += (_word(length, turn) for length in found.lengths for turn in range(4))
    return list(dict.fromkeys([*made, *found.numbers]))


def _word(length: int, turn: int) -> str:
    return ("abcdefghijklmnopqrstuvwxyz" * (length // 26 + 2))[turn : turn + length]


def objects(found: Mined) -> Iterator[str]:
    """JSON objects with every constant as a key, whose values are all alike."""
    keys = [string for string in found.strings if string.isidentifier()] or ["name"]
    values = [*(_json(string) for string in found.strings[:20]), *found.numbers[:20]]
    for value in (*values, "1", "true", '"general"', "{}", '["general"]', "null"):
        yield "{" + ", ".join(f"{_json(key)}: {value}" for key in keys) + "}"
    yield from (f"[{value}]" for value in values[:10])


def _json(text: str) -> str:
    escaped = "".join(f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 32 else c for c in text)
    return f'"{escaped}"'
