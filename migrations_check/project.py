"""What is checked: the project's paths, variables and schemas, read from `[tool.migrations-check]`."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLE = "tool.migrations-check"
DEFAULTS: Mapping[str, Any] = {
    "config": "migrations/alembic.ini",
    "schemas": ["cfg"],
    "url-variable": "ALEMBIC_DATABASE_URL",
    "driver": "",
    "postgres": "",
    "environment": {},
    "x": [],
    "baseline": "migrations/baseline.sql",
    "trusted": "",
    "acknowledged": {},
}
KINDS: Mapping[type[Any], str] = {str: "a text in quotes", list: "a list of texts", dict: "a table of texts"}
DRIVERS = ("", "psycopg", "psycopg2", "asyncpg", "pg8000")


class ProjectError(Exception):
    """The project cannot be checked as it stands: one sentence that says why and what to do."""


@dataclass(frozen=True)
class Project:
    """A project; its paths are absolute, and `baseline` is None where there is no such file.

    `interpreter` says which python is used, as a person would write it.
    """

    root: Path
    python: Path
    config: Path
    schemas: tuple[str, ...] = ("cfg",)
    url_variable: str = "ALEMBIC_DATABASE_URL"
    driver: str = ""
    postgres: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    x: tuple[str, ...] = ()
    baseline: Path | None = None
    trusted: str = ""
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    interpreter: str = ""


def load(root: Path, python: str | None = None) -> Project:
    """The project in this folder. Raises `ProjectError`."""
    root = Path(os.path.abspath(root))
    if not root.is_dir():
        raise ProjectError(f"{root} is not a folder: name the one that holds the bot's pyproject.toml")
    given = _given(root)
    settings = {**DEFAULTS, **given}
    path, interpreter = _interpreter(root, python)
    return Project(
        root=root,
        python=path,
        config=_config(root, settings["config"]),
        schemas=tuple(settings["schemas"]),
        url_variable=settings["url-variable"],
        driver=settings["driver"],
        postgres=settings["postgres"],
        environment=settings["environment"],
        x=tuple(settings["x"]),
        baseline=_baseline(root, settings["baseline"], asked="baseline" in given),
        trusted=settings["trusted"],
        acknowledged=settings["acknowledged"],
        interpreter=interpreter,
    )


def _given(root: Path) -> dict[str, Any]:
    """What the settings say, every key known and of the right type."""
    file = root / "pyproject.toml"
    try:
        document = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ProjectError(f"{file} cannot be read: {error}") from error
    tool = document.get("tool", {})
    given = tool.get("migrations-check", {}) if isinstance(tool, dict) else {}
    if not isinstance(given, dict):
        raise ProjectError(f"{file}: {TABLE} must be a table: write [{TABLE}] on a line of its own")
    for key, value in given.items():
        _refuse_wrong(file, key, value)
    return given


def _refuse_wrong(file: Path, key: str, value: Any) -> None:
    if key not in DEFAULTS:
        raise ProjectError(f"{file}: [{TABLE}] has no key {key!r}; the keys are {', '.join(DEFAULTS)}")
    kind: type[Any] = type(DEFAULTS[key])
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not isinstance(value, kind) or not all(isinstance(text, str) for text in inside):
        raise ProjectError(f"{file}: {key} in [{TABLE}] must be {KINDS[kind]}, and is {value!r}")
    if key == "schemas" and not all([value, *value]):
        raise ProjectError(f'{file}: schemas in [{TABLE}] is empty; name what Alembic manages, for example ["cfg"]')
    if key == "url-variable" and not value:
        raise ProjectError(f"{file}: url-variable in [{TABLE}] is empty; name the variable that env.py reads")
    if key == "driver" and value not in DRIVERS:
        raise ProjectError(f"{file}: driver in [{TABLE}] is {value!r}; it can be {', '.join(DRIVERS[1:])}")
    if key == "postgres" and value and not value.isdigit():
        raise ProjectError(f'{file}: postgres in [{TABLE}] is {value!r}; give production\'s major, for example "16"')


def _config(root: Path, written: str) -> Path:
    path = root / written
    if path.is_file():
        return path
    raise ProjectError(
        f"{path} is not there: name the project's alembic.ini with config in [{TABLE}] of {root / 'pyproject.toml'}, "
        "let migrations-check init look for it, or name another folder to check"
    )


def _baseline(root: Path, written: str, asked: bool) -> Path | None:
    path = root / written
    if written and path.is_file():
        return path
    if written and asked:
        raise ProjectError(f"{path} is not there, and baseline in [{TABLE}] of {root / 'pyproject.toml'} names it")
    return None


def _interpreter(root: Path, given: str | None) -> tuple[Path, str]:
    """The path and what the first line says of it; a virtual environment's link is never resolved."""
    own = root / ".venv" / "bin" / "python"
    if given is not None:
        path = Path(shutil.which(given) or given).expanduser()
        path = Path(os.path.abspath(path))
        _refuse_unusable(path, "--python")
        return path, f"{_shown(path, root)} (--python)"
    if os.path.lexists(own):
        _refuse_unusable(own, "the project's own")
        return own, "./.venv/bin/python"
    path = Path(sys.executable)
    return path, f"{path} (the one that runs this command: there is no .venv)"


def _refuse_unusable(path: Path, whose: str) -> None:
    if path.is_dir():
        raise ProjectError(f"{path} is a folder: give --python the interpreter in it, for example {path}/bin/python")
    if not path.exists():
        raise ProjectError(f"{path} ({whose}) is not there: make the environment anew, or give another with --python")
    if not os.access(path, os.X_OK):
        raise ProjectError(f"{path} ({whose}) cannot be run: give another interpreter with --python")


def _shown(path: Path, root: Path) -> str:
    return f"./{path.relative_to(root)}" if path.is_relative_to(root) else str(path)
