"""Adopting the pipeline: the settings and the workflow are written once, and what is there is left."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

BOT = Path(__file__).parent / "magikal-bot"
COMMIT = "0123456789012345678901234567890123456789"


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    """A bot as it is before it is adopted, in the folder `bot` of a repository."""
    shutil.copytree(BOT / "migrations", tmp_path / "bot" / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bot" / "pyproject.toml").write_text('[project]\nname = "a-bot"\nversion = "1"')
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path / "bot"


def init(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "migrations_check", "init", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60)


def test_settings_and_workflow_are_written(bot: Path) -> None:
    run = init(bot, "--uses", f"somebody/migrations-check@{COMMIT}")
    assert run.returncode == 0, run.stderr
    document = tomllib.loads((bot / "pyproject.toml").read_text())
    assert document["project"]["name"] == "a-bot"
    assert document["tool"]["migrations-check"] == {
        "config": "migrations/alembic.ini",
        "schemas": ["cfg"],
        "url-variable": "ALEMBIC_DATABASE_URL",
    }
    workflow = yaml.safe_load((bot.parent / ".github/workflows/migrations.yml").read_text())
    job = workflow["jobs"]["migrations"]
    assert job["uses"] == f"somebody/migrations-check/.github/workflows/migrations.yml@{COMMIT}"
    assert job["with"] == {"project": "bot"}
    assert workflow["permissions"] == {}


def test_what_is_there_is_left_as_it_is(bot: Path) -> None:
    init(bot, "--uses", f"somebody/migrations-check@{COMMIT}")
    before = (bot / "pyproject.toml").read_text()
    run = init(bot, "--schema", "other", "--uses", f"somebody/else@{COMMIT}")
    assert run.stdout.count("already, and is left as it is") == 2
    assert (bot / "pyproject.toml").read_text() == before


def test_other_schemas_and_another_place_of_alembic_ini(bot: Path) -> None:
    (bot / "migrations/alembic.ini").rename(bot / "alembic.ini")
    init(bot, "--schema", "shop", "--schema", "billing")
    settings = tomllib.loads((bot / "pyproject.toml").read_text())["tool"]["migrations-check"]
    assert settings["config"] == "alembic.ini"
    assert settings["schemas"] == ["shop", "billing"]


def test_without_a_known_source_the_workflow_is_left_out_and_that_is_said(bot: Path) -> None:
    run = init(bot)
    assert ".github/workflows/migrations.yml was not written: say where it finds this tool with --uses" in run.stdout
    assert not (bot.parent / ".github").exists()


def test_a_folder_without_alembic(tmp_path: Path) -> None:
    run = init(tmp_path)
    assert run.returncode == 2
    assert "has no alembic.ini" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_is_none(bot: Path) -> None:
    run = init(bot, "--uses", "somewhere")
    assert run.returncode == 2
    assert "'somewhere' is not OWNER/REPO@COMMIT" in run.stderr
