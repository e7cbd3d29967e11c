"""The documented facts of a VPS, from a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("vps.toml")
UNITS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000}
GATES = ("environment", "digest")


class FactsError(Exception):
    """The facts file cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Vps:
    """`backup` is shell text, since its name has today's date; paths but `config` are absolute and the VPS's."""

    user: str
    project: str
    env_file: str
    config: str
    url_variable: str
    variables: tuple[str, ...]
    schemas: tuple[str, ...]
    service: str
    backup: str
    backup_log: str
    backup_signs: tuple[str, ...]
    branch: str
    checks: tuple[str, ...]
    gate: str
    environment: str
    install: str
    lock_timeout: str
    upgrade_timeout: int
    settle_seconds: int
    free_mb: int
    log_stop: tuple[str, ...]


NAMES: dict[type, str] = {str: "text", int: "a whole number", list: "a list of texts"}
TYPES: dict[str, type] = {"str": str, "int": int, "tuple[str, ...]": list}


def read(file: Path = DEFAULT) -> Vps:
    """Every key must be there: a fact that nobody wrote down is none. Raises `FactsError`."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FactsError(f"{file} cannot be read: {error}") from error
    wanted = {field.name.replace("_", "-"): TYPES[str(field.type)] for field in fields(Vps)}
    for key in sorted(found.keys() ^ wanted.keys()):
        raise FactsError(f"{file}: {key} is {'missing' if key in wanted else 'no key that is known'}")
    for key, type_ in wanted.items():
        if type(found[key]) is not type_ or (type_ is list and not all(isinstance(item, str) for item in found[key])):
            raise FactsError(f"{file}: {key} = {found[key]!r} must be {NAMES[type_]}")
    made = of({key.replace("-", "_"): value for key, value in found.items()})
    _refuse_wrong(file, made)
    return made


def milliseconds(time: str) -> int:
    """Of a time as Postgres writes it, such as 10s; 0 where it is none."""
    found = re.fullmatch(r"(\d+)(ms|s|min|h)", time)
    return int(found[1]) * UNITS[found[2]] if found else 0


def of(facts: Mapping[str, Any]) -> Vps:
    """From values by the fields' names."""
    return Vps(**tuples(facts))


def tuples(found: Mapping[str, Any]) -> dict[str, Any]:
    """The lists that TOML and JSON give are tuples here."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def _refuse_wrong(file: Path, made: Vps) -> None:
    if made.gate not in GATES:
        raise FactsError(f"{file}: gate = {made.gate!r} must be one of {' and '.join(GATES)}")
    if not milliseconds(made.lock_timeout):
        raise FactsError(f"{file}: lock-timeout = {made.lock_timeout!r} must be a time such as 10s")
    for pattern in made.log_stop:
        try:
            re.compile(pattern)
        except re.error as error:
            raise FactsError(f"{file}: log-stop: {pattern!r} is no regular expression: {error}") from error
