"""The settings of a project, and what is refused."""

import sys
from pathlib import Path

import pytest

from migrations_check.project import ProjectError, load


@pytest.fixture
def bot(tmp_path):
    root = tmp_path / "my bot"
    (root / "migrations").mkdir(parents=True)
    (root / "migrations" / "alembic.ini").write_text("[alembic]\n")
    return root


def settings(root: Path, text: str) -> None:
    (root / "pyproject.toml").write_text(f"[tool.migrations-check]\n{text}\n")


def refusal(root: Path, python: str | None = None) -> str:
    with pytest.raises(ProjectError) as refused:
        load(root, python)
    return str(refused.value)


def test_without_settings_everything_is_as_documented(bot):
    project = load(bot)
    assert project.config == bot / "migrations" / "alembic.ini"
    assert (project.schemas, project.url_variable, project.driver) == (("cfg",), "ALEMBIC_DATABASE_URL", "")
    assert (project.x, project.environment, project.acknowledged, project.baseline) == ((), {}, {}, None)


def test_every_setting(bot):
    (bot / "db.ini").write_text("[alembic]\n")
    (bot / "start.sql").write_text("select 1;")
    settings(
        bot,
        """
        config = "db.ini"
        schemas = ["cfg", "stats"]
        url-variable = "DATABASE_URL"
        driver = "asyncpg"
        postgres = "16"
        environment = { TOKEN = "x", DB_HOST = "{host}" }
        x = ["tenant=a"]
        baseline = "start.sql"
        trusted = "a1b2"
        [tool.migrations-check.acknowledged]
        "stale-models cfg.xp.color" = "next release"
        """,
    )
    project = load(bot)
    assert project.config == bot / "db.ini"
    assert project.schemas == ("cfg", "stats")
    assert (project.url_variable, project.driver, project.postgres) == ("DATABASE_URL", "asyncpg", "16")
    assert project.environment == {"TOKEN": "x", "DB_HOST": "{host}"}
    assert (project.x, project.baseline, project.trusted) == (("tenant=a",), bot / "start.sql", "a1b2")
    assert project.acknowledged == {"stale-models cfg.xp.color": "next release"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('shcemas = ["cfg"]', "no key 'shcemas'; the keys are config, schemas"),
        ('schemas = "cfg"', "schemas in [tool.migrations-check] must be a list of texts, and is 'cfg'"),
        ("schemas = [1]", "schemas in [tool.migrations-check] must be a list"),
        ("schemas = []", "schemas in [tool.migrations-check] is empty"),
        ("postgres = 16", "postgres in [tool.migrations-check] must be a text in quotes, and is 16"),
        ('postgres = "sixteen"', "give production's major"),
        ("environment = { PORT = 1 }", "environment in [tool.migrations-check] must be a table of texts"),
        ('driver = "mysql"', "it can be psycopg, psycopg2, asyncpg, pg8000"),
        ('baseline = "none.sql"', "none.sql is not there, and baseline"),
        ('config = "none.ini"', "none.ini is not there"),
        ('acknowledged = "all"', "acknowledged in [tool.migrations-check] must be a table"),
        ("= 1", "cannot be read"),
    ],
)
def test_what_is_wrong_is_refused_with_the_name_of_its_key(bot, text, words):
    settings(bot, text)
    told = refusal(bot)
    assert words in told
    assert "\n" not in told


def test_a_folder_without_an_alembic_ini(tmp_path):
    assert f"{tmp_path / 'migrations' / 'alembic.ini'} is not there: name" in refusal(tmp_path)
    assert "is not a folder" in refusal(tmp_path / "none")


def test_the_projects_own_interpreter_is_taken_and_its_link_not_followed(bot):
    (bot / ".venv" / "bin").mkdir(parents=True)
    (bot / ".venv" / "bin" / "python").symlink_to(sys.executable)
    project = load(bot)
    assert (project.python, project.interpreter) == (bot / ".venv" / "bin" / "python", "./.venv/bin/python")


def test_without_one_it_is_the_interpreter_of_the_command(bot):
    project = load(bot)
    assert project.python == Path(sys.executable)
    assert "the one that runs this command" in project.interpreter


def test_an_environment_whose_interpreter_went_away(bot):
    (bot / ".venv" / "bin").mkdir(parents=True)
    (bot / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert "make the environment anew" in refusal(bot)


def test_an_interpreter_that_is_given(bot, tmp_path):
    assert load(bot, sys.executable).interpreter == f"{sys.executable} (--python)"
    assert "is not there" in refusal(bot, "/nowhere/python")
    assert "is a folder" in refusal(bot, str(tmp_path))
    (tmp_path / "plain").write_text("")
    assert "cannot be run" in refusal(bot, str(tmp_path / "plain"))
