"""Texts that a regular expression or a LIKE pattern accepts; Postgres judges them in the end."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        from re import _parser as parser  # type: ignore[attr-defined]
    except ImportError:
        import sre_parse as parser

TURNS = 8  # as many different texts of each length, if the pattern allows
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. @#"
_CLASSES = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "lower": "a-z", "upper": "A-Z", "space": r"\s"}
_KINDS = {"DIGIT": "0123456789", "SPACE": " ", "WORD": _LETTERS.translate({ord(c): None for c in "-. @#"})}
_CLASSES |= {"xdigit": "0-9a-fA-F", "punct": "-!#%&,.:;_", "word": r"\w"}


@cache
def matching(pattern: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    """Texts that match, with about so many repetitions wherever it says how many are too many or too few."""
    for name, letters in _CLASSES.items():
        pattern = pattern.replace(f"[:{name}:]", letters)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(re.sub(r"^\*{3}[:=]|^\(\?[a-z]+\)", "", pattern))
    except (re.error, OverflowError, RecursionError):
        return ()
    return tuple(_sample(tree, length, turn) for length in lengths for turn in range(TURNS))


def like(pattern: str) -> Iterator[str]:
    for rest in ("a", "", "general"):
        yield pattern.replace("\\%", "\0").replace("%", rest).replace("_", "a").replace("\0", "%")


def _sample(tree: Any, length: int, turn: int) -> str:
    return "".join(_one(str(op), value, length, turn) for op, value in tree)


def _one(op: str, value: Any, length: int, turn: int) -> str:
    if op == "LITERAL":
        return chr(value)
    if op in ("ANY", "NOT_LITERAL"):
        return next(letter for letter in _LETTERS[turn:] if ord(letter) != value)
    if op == "IN":
        letters = _in(value)
        return letters[turn % len(letters)] if letters else ""
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        return "".join(_sample(inner, length, turn + n) for n in range(max(least, min(int(most), length))))
    if op == "BRANCH":
        return _sample(value[1][turn % len(value[1])], length, turn)
    return _sample(value[-1], length, turn) if op in ("SUBPATTERN", "ATOMIC_GROUP") else ""


def _in(items: Any) -> str:
    """The letters of a bracket."""
    accepted = {letter for letter in _LETTERS if any(_accepts(str(op), value, letter) for op, value in items)}
    if items and str(items[0][0]) == "NEGATE":
        return "".join(letter for letter in _LETTERS if letter not in accepted)
    others = [chr(value) for op, value in items if str(op) == "LITERAL"]
    others += [chr(value[0]) for op, value in items if str(op) == "RANGE"]
    return "".join(dict.fromkeys([*(letter for letter in _LETTERS if letter in accepted), *others]))


def _accepts(op: str, value: Any, letter: str) -> bool:
    if op == "LITERAL":
        return bool(ord(letter) == value)
    if op == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    name = str(value).removeprefix("CATEGORY_").removeprefix("NOT_")
    return op == "CATEGORY" and name in _KINDS and (letter in _KINDS[name]) != ("NOT" in str(value))
