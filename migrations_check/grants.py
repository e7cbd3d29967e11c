"""Who may do what, read from the access lists of Postgres: `=r/postgres` is what everybody may."""

from __future__ import annotations

import re
from collections.abc import Iterable

ENTRY = re.compile(r"(?P<to>.*)=(?P<rights>[a-zA-Z*]*)/(?P<by>.*)")
RIGHTS = {
    "r": "SELECT",
    "a": "INSERT",
    "w": "UPDATE",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "m": "MAINTAIN",
    "X": "EXECUTE",
    "U": "USAGE",
    "C": "CREATE",
    "c": "CONNECT",
    "T": "TEMPORARY",
    "s": "SET",
    "A": "ALTER SYSTEM",
}


def granted(entries: Iterable[str] | None) -> str:
    """`grants SELECT, INSERT to metrics; SELECT to everybody`; what the owner gave to itself goes without saying."""
    if entries is None:
        return "no grants"
    found = [match for match in map(ENTRY.fullmatch, entries) if match and match["to"] != match["by"]]
    told = (f"{_rights(match['rights'])} to {match['to'] or 'everybody'}" for match in found)
    return f"grants {'; '.join(told) or 'to its owner alone'}"


def _rights(letters: str) -> str:
    return ", ".join(RIGHTS.get(letter, letter) for letter in letters.replace("*", ""))
