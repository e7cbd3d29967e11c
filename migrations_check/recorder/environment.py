"""Runs the project's env.py, unmodified, with a function of ours in the place of Alembic's."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from migrations_check.recorder.flask_app import application

Steps = Callable[[Any, Any], Iterable[Any]]
DRIVERS = ("psycopg", "psycopg2", "asyncpg", "pg8000")


class NoDriver(Exception):
    """The project's environment has no Postgres driver."""


class NeverRan(Exception):
    """env.py came to its end without running the migrations."""


@dataclass(frozen=True)
class Environment:
    """What env.py is given: its configuration, and the names under which the URL is known."""

    root: Path
    ini: Path
    url_variable: str
    driver: str
    variables: Mapping[str, str]
    x: tuple[str, ...]

    def config(self) -> Config:
        config = Config(str(self.ini))
        beside = self.ini.with_name("env.py").is_file()
        said = config.get_main_option("script_location") and "FLASK_APP" not in self.variables
        if beside and not said:  # Flask-Migrate takes the folder of the ini, whatever this says
            config.set_main_option("script_location", str(self.ini.parent).replace("%", "%%"))
        config.cmd_opts = argparse.Namespace(x=list(self.x))
        return config


def environment(orders: Mapping[str, Any]) -> Environment:
    """Raises `NoDriver`."""
    driver = orders["driver"] or next((name for name in DRIVERS if find_spec(name)), "")
    if not driver:
        raise NoDriver(
            f"{orders['python']} has no Postgres driver; install one there, for example: "
            f"{orders['python']} -m pip install 'psycopg[binary]'"
        )
    return Environment(
        Path(orders["root"]),
        Path(orders["config"]),
        orders["url_variable"],
        driver,
        orders["environment"],
        tuple(orders["x"]),
    )


def run(
    env: Environment, config: Config, script: ScriptDirectory, url: str, steps: Steps, *, together: bool = False
) -> None:
    """Run env.py against this database; `steps(heads, context)` yields the steps that Alembic is to run.

    Each revision gets a transaction of its own, as separate deploys would run it; with `together` env.py decides
    that, as one deploy of all would. Raises whatever env.py or a migration raises, and `NeverRan`.
    """
    begun = finished = False

    def noted(heads: Any, context: Any) -> Iterable[Any]:
        nonlocal begun, finished
        begun = True
        yield from steps(heads, context)
        finished = True

    url = url.replace("postgresql://", f"postgresql+{env.driver}://", 1)
    _tell(env, config, url)
    with application(env.variables), EnvironmentContext(config, script, fn=noted, as_sql=False) as context:
        configure = context.configure
        if not together:
            context.configure = lambda *args, **kw: configure(  # type: ignore[method-assign]
                *args, **{**kw, "transaction_per_migration": True}
            )
        try:
            script.run_env()
        except SystemExit as end:
            if end.code or not finished:
                raise
    if not begun:
        raise NeverRan(f"{env.ini.name}'s env.py ended without calling context.run_migrations()")


def _tell(env: Environment, config: Config, url: str) -> None:
    parts = urlsplit(url)
    filled = {
        "url": url,
        "host": parts.hostname or "",
        "port": str(parts.port or ""),
        "user": parts.username or "",
        "password": parts.password or "",
        "database": parts.path.lstrip("/"),
    }
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    os.environ[env.url_variable] = url
    for name, text in env.variables.items():
        for key, value in filled.items():
            text = text.replace("{" + key + "}", value)
        os.environ[name] = text
