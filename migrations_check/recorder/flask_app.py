"""The Flask application that env.py finds in `current_app`, as under `flask db upgrade`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any


@contextmanager
def application(variables: Mapping[str, str]) -> Iterator[None]:
    """The application's context, where the settings name one with FLASK_APP. Raises what importing it raises."""
    if "FLASK_APP" not in variables:
        yield
        return
    with _load(variables["FLASK_APP"]).app_context():
        yield


@lru_cache(maxsize=1)
def _load(name: str) -> Any:
    from flask.cli import ScriptInfo

    return ScriptInfo(name).load_app()
