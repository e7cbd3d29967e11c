"""Which variables an exception is about, and how an exception is told."""

from __future__ import annotations

import asyncio
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from migrations_check.postgres import Server, scratch
from migrations_check.recorder.variables import Watch, failure, watch

TOLD = {
    "os.environ": ('import os\nos.environ["APP_URL"]', ("APP_URL",)),
    "os.environ in a comprehension": ('import os\n{n: os.environ[n] for n in ("PATH", "APP_URL")}', ("APP_URL",)),
    "os.environ.pop": ('import os\nos.environ.pop("APP_URL")', ("APP_URL",)),
    "an engine of None": (
        'import os\nfrom sqlalchemy import create_engine\ncreate_engine(os.getenv("APP_URL"))',
        ("APP_URL",),
    ),
    "an option of None": (
        """
        import os
        from alembic.config import Config
        Config().set_main_option("sqlalchemy.url", os.getenv("APP_URL"))
        """,
        ("APP_URL",),
    ),
    "a method of None": ('import os\nos.environ.get("APP_URL").replace("a", "b")', ("APP_URL",)),
    "a number of None": ('import os\nint(os.getenv("APP_PORT"))', ("APP_PORT",)),
    "raised by name": (
        'import os\nif "APP_URL" not in os.environ:\n    raise RuntimeError("set APP_URL, please")',
        ("APP_URL",),
    ),
    "exit by name": ('import os, sys\nos.getenv("APP_URL") or sys.exit("APP_URL is missing")', ("APP_URL",)),
    "raised without a name": (
        'import os\nurl = os.getenv("APP_URL")\nif not url:\n    raise RuntimeError("no database is configured")',
        ("APP_URL",),
    ),
    "caught and raised again": (
        """
        import os
        try:
            os.environ["APP_URL"]
        except KeyError as error:
            raise LookupError("settings") from error
        """,
        ("APP_URL",),
    ),
    "pydantic-settings": (
        """
        from pydantic_settings import BaseSettings
        class Settings(BaseSettings):
            database_url: str
            token: str
            debug: bool = False
        Settings()
        """,
        ("DATABASE_URL", "TOKEN"),
    ),
    "pydantic-settings with a prefix and an alias": (
        """
        from pydantic import Field
        from pydantic_settings import BaseSettings, SettingsConfigDict
        class Bot(BaseSettings):
            model_config = SettingsConfigDict(env_prefix="bot_")
            database_url: str
            token: str = Field(validation_alias="DISCORD_TOKEN")
        Bot()
        """,
        ("BOT_DATABASE_URL", "DISCORD_TOKEN"),
    ),
    "pydantic-settings, nested": (
        """
        import os
        from pydantic import BaseModel
        from pydantic_settings import BaseSettings, SettingsConfigDict
        class Database(BaseModel):
            url: str
            user: str
        class Nested(BaseSettings):
            model_config = SettingsConfigDict(env_nested_delimiter="__")
            database: Database
        Nested(database={"user": "bot"})
        """,
        ("DATABASE__URL",),
    ),
    "environs": ('from environs import Env\nEnv().str("APP_URL")', ("APP_URL",)),
    "environs, sealed": (
        'from environs import Env\nenv = Env(eager=False)\nenv.str("APP_URL")\nenv.int("APP_PORT")\nenv.seal()',
        ("APP_URL", "APP_PORT"),
    ),
    "decouple": ('from decouple import config\nconfig("APP_URL")', ("APP_URL",)),
    "starlette": ('from starlette.config import Config\nConfig()("APP_URL")', ("APP_URL",)),
}

UNTOLD = {
    "another mistake": 'import os\nos.getenv("SENTRY_DSN")\nundefined',
    "a default": 'import os\nos.getenv("APP_URL", "x")\nraise RuntimeError("boom")',
    "another dictionary": 'import os\nos.getenv("SENTRY_DSN")\n{}["x"]',
    "set": 'import os\nos.environ["PATH"]\nraise RuntimeError("boom")',
    "read by Python itself": "import asyncio\nasync def main():\n    raise RuntimeError('boom')\nasyncio.run(main())",
    "a validation": "from pydantic import BaseModel\nclass M(BaseModel):\n    x: int\nM()",
}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watch]:
    kind = os.environ.__class__
    yield watch(tmp_path)
    os.environ.__class__ = kind


def _raised(root: Path, source: str) -> BaseException:
    file = root / "settings.py"
    file.write_text(textwrap.dedent(source))
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever the project raises
        exec(compile(file.read_text(), str(file), "exec", dont_inherit=True), {"__name__": "settings"})
    return caught.value


@pytest.mark.parametrize("name", TOLD)
def test_names_the_missing_variables(name: str, tmp_path: Path, watched: Watch) -> None:
    source, expected = TOLD[name]
    told = failure(_raised(tmp_path, source), tmp_path, watched)
    assert told.missing == expected
    assert told.path == "settings.py"
    assert told.line


def test_an_object_is_told_without_where_it_is_in_memory(tmp_path: Path, watched: Watch) -> None:
    told = failure(_raised(tmp_path, "raise ValueError(object())"), tmp_path, watched)
    assert told.message == "<object object>"


@pytest.mark.parametrize("name", UNTOLD)
def test_blames_no_variable(name: str, tmp_path: Path, watched: Watch) -> None:
    assert failure(_raised(tmp_path, UNTOLD[name]), tmp_path, watched).missing == ()


def test_notes_only_what_the_project_reads(tmp_path: Path, watched: Watch) -> None:
    file = tmp_path / "settings.py"
    file.write_text('import os, shutil\nshutil.get_terminal_size()\nos.getenv("APP_URL")\n')
    exec(compile(file.read_text(), str(file), "exec", dont_inherit=True), {"__name__": "settings"})
    os.getenv("READ_BY_A_TEST")
    assert [(read.name, read.path, read.line) for read in watched.reads if read.name.startswith(("APP", "READ"))] == [
        ("APP_URL", "settings.py", 3)
    ]


def test_a_watched_environment_is_an_environment(watched: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERE", "1")
    assert os.environ.get("THERE") == os.environ["THERE"] == os.environ.copy()["THERE"] == "1"
    assert "THERE" in os.environ
    assert "NOT_THERE" not in os.environ
    assert os.environ.get("NOT_THERE", "x") == os.environ.pop("NOT_THERE", "x") == "x"
    assert os.environ.setdefault("THERE", "2") == os.environ.pop("THERE") == "1"
    assert os.environ.setdefault("THERE", "2") == "2"


def test_a_syntax_error_has_its_line(tmp_path: Path, watched: Watch) -> None:
    told = failure(_raised(tmp_path, "x = 1\ny = (\n"), tmp_path, watched)
    assert (told.kind, told.path, told.line) == ("SyntaxError", "settings.py", 2)


def test_hides_passwords(tmp_path: Path, watched: Watch) -> None:
    told = failure(_raised(tmp_path, 'raise ValueError("postgresql://bot:hunter2@db/live")'), tmp_path, watched)
    assert told.message == "postgresql://bot:***@db/live"
    assert "hunter2@" not in told.traceback


@pytest.fixture(scope="module")
def url(throwaway: Server) -> Iterator[URL]:
    with scratch(throwaway) as run:
        yield run.create()


DUPLICATE = "INSERT INTO pg_temp.t VALUES (1), (1)"


@pytest.mark.parametrize("driver", ["psycopg", "psycopg2", "pg8000", "asyncpg", "psycopg_async"])
def test_tells_what_postgres_said(driver: str, url: URL, tmp_path: Path, watched: Watch) -> None:
    url = url.set(drivername=f"postgresql+{driver}")
    with pytest.raises(DBAPIError) as caught:
        asyncio.run(_fail_async(url)) if driver in ("asyncpg", "psycopg_async") else _fail(url)
    told = failure(caught.value, tmp_path, watched)
    assert told.kind == "IntegrityError"
    assert told.message == (
        'duplicate key value violates unique constraint "t_pkey"\nDETAIL: Key (id)=(1) already exists.'
    )
    assert told.statement == DUPLICATE


def _fail(url: URL) -> None:
    with create_engine(url).connect() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE t (id int PRIMARY KEY)"))
        connection.execute(text(DUPLICATE))


async def _fail_async(url: URL) -> None:
    async with create_async_engine(url).connect() as connection:
        await connection.execute(text("CREATE TEMPORARY TABLE t (id int PRIMARY KEY)"))
        await connection.execute(text(DUPLICATE))
