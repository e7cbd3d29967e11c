"""Whose file is it?"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
import sqlalchemy

from migrations_check.recorder import stack
from migrations_check.recorder.stack import LIBRARY, NEITHER, PROJECT, PYTHON, Project


def test_owners(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "env.py").touch()
    assert project.owner(str(tmp_path / "env.py")) == PROJECT
    assert project.owner(str(tmp_path / ".venv/lib/python3.11/site-packages/alembic/config.py")) == LIBRARY
    assert project.owner(sqlalchemy.__file__) == LIBRARY
    assert project.owner(json.__file__) == PYTHON
    assert project.owner("<frozen importlib._bootstrap>") == PYTHON
    assert project.owner("<string>") == NEITHER
    assert Project(Path(stack.__file__).parents[2]).owner(stack.__file__) == NEITHER


def test_scripts_of_a_virtual_environment_inside_are_not_the_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    project = Project(tmp_path)
    (tmp_path / "bot.py").touch()
    assert project.owner(str(tmp_path / ".venv" / "bin" / "alembic")) == LIBRARY
    assert project.owner(str(tmp_path / "bot.py")) == PROJECT


def test_a_relative_file_and_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    os.symlink(real, link)
    monkeypatch.chdir(real)
    (real / "env_of_a_link.py").touch()
    assert Project(link).owner("env_of_a_link.py") == PROJECT
    assert Project(link).relative("env_of_a_link.py") == "env_of_a_link.py"


def test_compiled_code_of_a_library_tells_a_path_that_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Project(tmp_path).owner("lib/sqlalchemy/cyextension/resultproxy.pyx") == LIBRARY
