"""Two definitions of the same thing, written alike.

Postgres keeps an expression as it was parsed: a type changed later leaves casts in it, which a table made
anew does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from migrations_check.snapshot import Thing

# Left out unless the models made one: they cannot say it, or Postgres says it for them.
QUIET = frozenset(
    [
        "grants",
        "storage",
        "compression",
        "statistics",
        "options",
        "valid",
        "inherited",
        "clustered",
        "comment",
        "kind",
        "partitioned by",
        "row security",
        "forced row security",
        "replica identity",
        "part of",
    ]
)
COMMENTED = ("table", "column")
EXPRESSIONS = {
    "column": ("default", "generated"),
    "constraint": ("definition",),
    "index": ("definition",),
    "type": ("default",),
}
TOKEN = re.compile(
    r"""(?P<text>(?:[EeBbXx]|U&)?'(?:[^']|'')*')
      | (?P<cast>::)
      | (?P<name>(?:"(?:[^"]|"")*"|[^\W\d][\w$]*)(?:\.(?:"(?:[^"]|"")*"|[^\W\d][\w$]*))*)
      | (?P<number>\d[\d.]*(?:e[+-]?\d+)?)
      | (?P<punctuation>[()\[\],;])
      | (?P<operator>[^\s\w()\[\],;'"]+)""",
    re.VERBOSE,
)
# Before a parenthesis these are words of SQL, and other names are functions.
KEYWORDS = frozenset(
    (
        *("and", "or", "not", "is", "in", "between", "like", "ilike", "similar", "distinct", "from"),
        *("case", "when", "then", "else", "end"),
        *("using", "on", "where", "by", "with", "key", "references", "collate", "default"),
    )
)
SECOND_WORDS = {"double": "precision", "character": "varying", "bit": "varying"}
QUOTED_NUMBER = re.compile(r"'(-?\d+(?:\.\d+)?)'")


def definition(thing: Thing) -> dict[str, Any]:
    """The facts of a thing, its expressions written alike; whoever owns it is nothing."""
    facts = {name: value for name, value in thing.definition.items() if name != "owner"}
    for name in EXPRESSIONS.get(thing.kind, ()):
        if isinstance(facts.get(name), str):
            facts[name] = expression(facts[name])
    if str(facts.get("default")).lower() == "null":
        del facts["default"]
    return facts


def differing(ours: Thing, theirs: Thing) -> list[str]:
    """The names of the facts in which a thing of the migrations and the models' own really differ."""
    if ours.definition == theirs.definition:
        return []
    here, there = definition(ours), definition(theirs)
    return sorted(
        name
        for name in here.keys() | there.keys()
        if here.get(name) != there.get(name) and (name in there or not _quiet(name, ours.kind))
    )


def _quiet(name: str, kind: str) -> bool:
    if name == "comment" and kind in COMMENTED:
        return False
    return name in QUIET


def expression(text: str) -> str:
    """The same text without casts, spare parentheses and spaces; literals stay as they are."""
    tokens = [(match.lastgroup or "", match[0]) for match in TOKEN.finditer(text)]
    return " ".join(_group(iter(list(_without_casts(tokens)))))


def _without_casts(tokens: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(tokens):
        kind, text = tokens[at]
        at += 1
        if kind == "cast":
            at = _end_of_type(tokens, at)
        elif kind == "text" and at < len(tokens) and tokens[at][0] == "cast" and (m := QUOTED_NUMBER.fullmatch(text)):
            yield "number", m[1]
        else:
            yield kind, text


def _end_of_type(tokens: list[tuple[str, str]], at: int) -> int:
    """Behind a type's name: `timestamp(3) without time zone`, `character varying(20)[]`, `cfg.status`."""
    words = [text for _, text in tokens]
    first = words[at].lower()
    at += 1
    if words[at : at + 1] == [SECOND_WORDS.get(first)]:
        at += 1
    if words[at : at + 1] == ["("]:
        at = words.index(")", at) + 1
    if first in ("time", "timestamp") and words[at + 1 : at + 3] == ["time", "zone"]:
        at += 3
    while words[at : at + 2] == ["[", "]"]:
        at += 2
    return at


def _group(tokens: Iterator[tuple[str, str]]) -> list[str]:
    """The parts up to the closing bracket; a call and a bracketed list are one part."""
    parts: list[str] = []
    groups: dict[int, list[str]] = {}
    last = ""
    for kind, text in tokens:
        if text in (")", "]"):
            break
        if text == "(":
            inner = _group(tokens)
            if last == "name" and parts[-1].lower() not in KEYWORDS:
                parts[-1] += f"({' '.join(inner)})"
            else:
                groups[len(parts)] = inner
                parts.append(_bracketed(inner))
            last = "group"
        elif text == "[" and parts:
            parts[-1] += f"[{' '.join(_group(tokens))}]"
            last = "group"
        else:
            parts.append(text)
            last = kind
    return _without_inner_brackets(parts, groups)


def _without_inner_brackets(parts: list[str], groups: dict[int, list[str]]) -> list[str]:
    """`(a AND b) AND c` is `a AND b AND c`: Postgres writes the one, and once that was read again the other."""
    joined = _joined_by(parts)
    flat: list[str] = []
    for number, part in enumerate(parts):
        alone = {word.upper() for word in (*parts[:number][-1:], *parts[number + 1 : number + 2])} == {joined}
        flat += groups[number] if alone and number in groups and _joined_by(groups[number]) == joined else [part]
    return flat


def _joined_by(parts: list[str]) -> str:
    """`AND` or `OR`, where nothing else joins these parts."""
    words = {part.upper() for part in parts} & {"AND", "OR", "BETWEEN"}
    return words.pop() if len(words) == 1 else ""


def _bracketed(inner: list[str]) -> str:
    if len(inner) == 2 and inner[0] == "-" and inner[1][0].isdigit():
        return "".join(inner)
    return inner[0] if len(inner) == 1 else f"({' '.join(inner)})"
