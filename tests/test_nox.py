"""The sessions, as a person types them: their exit codes are those of the commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOXFILE = Path(__file__).parents[1] / "noxfile.py"


def nox(*words: str, where: Path) -> subprocess.CompletedProcess[str]:
    """In this interpreter, which has all that the sessions would install."""
    command = [sys.executable, "-m", "nox", "--no-venv", "--no-install", "-f", str(NOXFILE), *words]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("VPS_")}
    return subprocess.run(command, cwd=where, env=environ, text=True, capture_output=True, check=False)


COULD_NOT_RUN = {
    ("-s", "migrations"): "no migrations/alembic.ini",
    ("-s", "migrations", "--", "nowhere"): "nowhere is no folder",
    ("-s", "migrations", "--", "."): "give --python PATH",
    ("-s", "status"): "VPS_HOST",
    ("-s", "deploy", "--", "--plan", "plan.json"): "plan.json",
}


@pytest.mark.parametrize(("words", "sentence"), COULD_NOT_RUN.items(), ids=[" ".join(words) for words in COULD_NOT_RUN])
def test_what_could_not_run_is_exit_code_2(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = nox(*words, where=tmp_path)
    assert done.returncode == 2, done.stderr
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
