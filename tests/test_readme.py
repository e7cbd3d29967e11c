"""The README says what the code does: its tables and settings are held against it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from workflows import repository

from migrations_check.checks import pages
from migrations_check.cli import parser
from migrations_check.project import load

HERE = Path(__file__).parent
README = (HERE.parent / "README.md").read_text()
NOTE = '''"""rules have a note"""

import sqlalchemy as sa
from alembic import op

revision = "9f3c2b7a1d04"
down_revision = "c24c600340de"


def upgrade() -> None:
    op.add_column("automod_rules", sa.Column("note", sa.Text(), nullable=False), schema="cfg")


def downgrade() -> None:
    op.drop_column("automod_rules", "note", schema="cfg")
'''


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


def test_the_first_screen_is_what_the_command_prints(tmp_path: Path) -> None:
    (screen,) = re.findall(r"```console\n\$ migrations-check\n(.*?)```", README, re.DOTALL)
    repository(tmp_path / "bot", HERE / "magikal-bot")
    models = tmp_path / "bot" / "magikal_bot" / "models" / "moderation.py"
    models.write_text(models.read_text().replace("    enabled: ", "    note: Mapped[str]\n    enabled: "))
    (tmp_path / "bot" / "migrations" / "versions" / "9f3c2b7a1d04_rules_have_a_note.py").write_text(NOTE)
    run = subprocess.run(
        [sys.executable, "-m", "migrations_check"], cwd=tmp_path / "bot", capture_output=True, text=True
    )
    assert _of_any_run(run.stdout) == _of_any_run(screen)


def _of_any_run(text: str) -> str:
    """Without what differs from machine to machine: where it ran, and how long it took."""
    versions = r"(?m)^(Python|Postgres) .*$"
    return re.sub(r"\([0-9a-f]{9}\)", "(commit)", re.sub(r"\d+\.\d+ s\b", "N s", re.sub(versions, r"\1", text)))
