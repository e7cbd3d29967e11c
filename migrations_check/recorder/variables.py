"""The variables that a project read and nobody set, and the exceptions that come of it."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from migrations_check.record import Failure
from migrations_check.recorder.guard.target import hidden
from migrations_check.recorder.stack import NEITHER, PROJECT, PYTHON, Project, Step, frames, steps

SETTINGS_LIBRARIES = frozenset(
    {
        "pydantic_settings",
        "pydantic",
        "environs",
        "decouple",
        "environ",
        "starlette",
        "prettyconf",
        "dynaconf",
        "confz",
        "typed_settings",
    }
)
TOLD_IN_WORDS = (
    re.compile(r'Environment variable "(\w+)" (?:not set|was empty)'),  # environs
    re.compile(r"^(\w+) not found\. Declare it as envvar"),  # decouple
    re.compile(r"Set the (\w+) environment variable"),  # django-environ
)
# Of an object in memory: another one in every run.
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
READ_THROUGH = frozenset({"os", "collections.abc", "posixpath"})
# What the value of an unset variable does further on.
OF_NONE = re.compile(r"\bNone(Type)?\b|option values must be strings")


@dataclass(frozen=True)
class Read:
    """A read of a variable that is not set; `optional` where the code said what to do then."""

    name: str
    path: str
    line: int
    optional: bool


@dataclass(frozen=True)
class Watch:
    project: Project
    reads: list[Read] = field(default_factory=list)

    def note(self, name: Any, optional: bool) -> None:
        """Note a read by the project, or by a settings library for it: other libraries read what they like."""
        owner, module = self.project.author(frames())
        if self._for_python() or (owner != PROJECT and module.partition(".")[0] not in SETTINGS_LIBRARIES):
            return
        path, line = self.project.place(steps(frames()))
        if path is not None and line is not None:
            self.reads.append(Read(str(name), path, line, optional))

    def _for_python(self) -> bool:
        """Whether a module of Python's own asks for itself, like asyncio for PYTHONASYNCIODEBUG."""
        owners = (
            self.project.owner(frame.f_code.co_filename)
            for frame in frames()
            if frame.f_globals.get("__name__") not in READ_THROUGH
        )
        return next((owner for owner in owners if owner != NEITHER), NEITHER) == PYTHON

    @property
    def names(self) -> tuple[str, ...]:
        return _once(read.name for read in self.reads)


def watch(root: Path) -> Watch:
    """From now on every read of `os.environ` is seen."""
    seen = Watch(Project(root))

    class Watched(os._Environ):  # type: ignore[type-arg]
        def __getitem__(self, key: Any) -> Any:
            try:
                return super().__getitem__(key)
            except KeyError:
                seen.note(key, optional=False)
                raise

        def get(self, key: Any, default: Any = None) -> Any:
            return self._noted(key, default) if not self._has(key) else super().__getitem__(key)

        def pop(self, key: Any, *default: Any) -> Any:
            return default[0] if default and not self._has(key) else super().pop(key)

        def setdefault(self, key: Any, default: Any = None) -> Any:
            if not self._has(key):
                self[key] = default
            return super().__getitem__(key)

        def __contains__(self, key: object) -> bool:
            return self._has(key) or bool(self._noted(key, default=False))

        def _has(self, key: Any) -> bool:
            try:
                super().__getitem__(key)
            except KeyError:
                return False
            return True

        def _noted(self, key: Any, default: Any) -> Any:
            seen.note(key, optional=default is not None)
            return default

    os.environ.__class__ = Watched
    return seen


def missing(exc: BaseException, watch: Watch) -> tuple[str, ...]:
    """The variables whose absence this exception is about."""
    for error in _chain(exc):
        names = _told(error, watch)
        if names:
            return names
    return _suspected(exc, watch)


def _told(exc: BaseException, watch: Watch) -> tuple[str, ...]:
    """The names that the exception itself gives."""
    if _is_from(exc, "pydantic") and hasattr(exc, "errors"):
        return _fields(exc)
    reported = getattr(exc, "error_messages", None)
    if _is_from(exc, "environs") and isinstance(reported, dict):
        return _once(name for name, messages in reported.items() if "not set" in str(messages))
    text = str(exc)
    return _once(m for pattern in TOLD_IN_WORDS for m in pattern.findall(text)) or _mentioned(text, watch)


def _mentioned(text: str, watch: Watch) -> tuple[str, ...]:
    words = set(re.findall(r"\w+", text))
    return _once(name for name in watch.names if name in words)


def _fields(exc: Any) -> tuple[str, ...]:
    """The variables of the fields that pydantic-settings found nowhere, as far as the settings class tells."""
    settings = _settings_class(exc.title)
    if settings is None:
        return ()
    prefix, delimiter = settings.model_config.get("env_prefix") or "", settings.model_config.get("env_nested_delimiter")
    names = []
    for error in exc.errors():
        if error["type"] != "missing":
            continue
        first, *rest = (str(part) for part in error["loc"])
        name = f"{prefix}{first}" if first in settings.model_fields else first
        names.append((delimiter or "__").join((name, *rest)).upper())
    return _once(iter(names))


def _settings_class(name: str) -> Any:
    library = sys.modules.get("pydantic_settings")
    classes = [library.BaseSettings] if library else []
    while classes:
        found = classes.pop()
        if found.__name__ == name:
            return found
        classes += found.__subclasses__()
    return None


def _suspected(exc: BaseException, watch: Watch) -> tuple[str, ...]:
    """The variables read without a default in the files that failed.

    Only where the failure looks like one of a value that is None, or where the project's own code raised it
    (`if not url: raise RuntimeError`): otherwise a variable that nobody needs would be blamed.
    """
    passed = [step for error in _chain(exc) for step in _steps(error.__traceback__)]
    paths = {watch.project.place([step])[0] for step in passed}
    of_none = any(OF_NONE.search(str(error)) for error in _chain(exc))
    raised = isinstance(exc, RuntimeError | ValueError | AssertionError | SystemExit)
    if not of_none and not (raised and passed and watch.project.place(_steps(exc.__traceback__)[-1:])[0]):
        return ()
    return _once(read.name for read in watch.reads if not read.optional and read.path in paths)


def failure(exc: BaseException, root: Path, watch: Watch, statement: str | None = None) -> Failure:
    """An exception as the record tells it."""
    path, line = place(exc, Project(root))
    original = getattr(exc, "orig", None)
    return Failure(
        kind=type(exc).__name__,
        message=hidden(message(original if isinstance(original, BaseException) else exc)),
        path=path,
        line=line,
        statement=statement if statement is not None else getattr(exc, "statement", None),
        missing=missing(exc, watch),
        traceback=hidden("".join(traceback.format_exception(exc))),
    )


def message(exc: BaseException) -> str:
    """What Postgres said, without the position and the links that drivers and SQLAlchemy add; else the message."""
    if isinstance(exc, SystemExit):
        return f"sys.exit({exc.code!r})" if not isinstance(exc.code, str) else exc.code
    said = _diagnostics(exc) or _diagnostics(exc.__cause__)
    if said:
        primary, detail, hint = said
        more = [f"{label}: {text}" for label, text in (("DETAIL", detail), ("HINT", hint)) if text]
        return "\n".join([primary, *more])
    lines = [
        line
        for line in ADDRESS.sub("", str(exc)).splitlines()
        if not line.startswith(("(Background on this error", "LINE "))
    ]
    lines = [line for line in lines if line.strip(" ^")]
    return "\n".join(lines) or type(exc).__name__


def _diagnostics(exc: BaseException | None) -> tuple[str, str | None, str | None] | None:
    """Message, detail and hint of a server's error: psycopg and psycopg2, asyncpg, pg8000."""
    source: Any = getattr(exc, "diag", exc)
    for names in (("message_primary", "message_detail", "message_hint"), ("message", "detail", "hint")):
        primary, detail, hint = (getattr(source, name, None) for name in names)
        if isinstance(primary, str) and (hasattr(exc, "diag") or hasattr(exc, "sqlstate")):
            return primary, detail, hint
    fields = exc.args[0] if exc is not None and exc.args else None
    if isinstance(fields, dict) and "M" in fields:
        return str(fields["M"]), fields.get("D"), fields.get("H")
    return None


def place(exc: BaseException, project: Project) -> tuple[str | None, int | None]:
    """The innermost line of the project, of this exception or of what caused it."""
    for error in _chain(exc):
        filename = getattr(error, "filename", None)
        if isinstance(error, SyntaxError) and filename and project.owner(filename) == PROJECT:
            return project.relative(filename), error.lineno
        path, line = project.place(reversed(_steps(error.__traceback__)))
        if path is not None:
            return path, line
    return None, None


def _steps(trace: TracebackType | None) -> list[Step]:
    return [(frame.f_code, line) for frame, line in traceback.walk_tb(trace)]


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    """The exception and what it came from, as a traceback shows it."""
    seen: set[int] = set()
    while exc is not None and id(exc) not in seen:
        seen.add(id(exc))
        yield exc
        exc = exc.__cause__ or (None if exc.__suppress_context__ else exc.__context__)


def _is_from(exc: BaseException, package: str) -> bool:
    return any(kind.__module__.partition(".")[0].startswith(package) for kind in type(exc).__mro__)


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
