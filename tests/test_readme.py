"""The README says what the code does: its tables and settings are held against it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from migrations_check.checks import pages
from migrations_check.cli import parser
from migrations_check.project import load

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_table_of_checks_is_what_explain_tells() -> None:
    rows = [f"| `{page.id}` | {page.severity.value} | {page.what} |" for page in pages().values()]
    assert "\n".join(["| check | severity | finds |", "| --- | --- | --- |", *rows]) in README


def test_every_option_is_told() -> None:
    options = {word for action in parser()._actions for word in action.option_strings if word.startswith("--")}
    assert [option for option in options - {"--help"} if f"`{option}" not in README] == []


def test_the_settings_are_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = .\n")
    (shown,) = re.findall(r"```toml\n(\[tool.migrations-check\]\n.*?)```", README, re.DOTALL)
    settings = tomllib.loads(shown)["tool"]["migrations-check"]
    project = load(tmp_path)
    assert settings.pop("config") == str(project.config.relative_to(tmp_path))
    assert settings.pop("baseline") == "migrations/baseline.sql"
    assert settings == {
        "schemas": list(project.schemas),
        "url-variable": project.url_variable,
        "driver": project.driver,
        "postgres": project.postgres,
        "environment": dict(project.environment),
        "x": list(project.x),
        "trusted": project.trusted,
        "acknowledged": dict(project.acknowledged),
    }
