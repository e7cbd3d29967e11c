"""Migrations that import the application's models, told by what they imported."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from migrations_check.record import Import
from migrations_check.recorder.imports import imports, in_source
from migrations_check.recorder.stack import Project

FILES = {
    "snail_bot/__init__.py": "",
    "snail_bot/models/__init__.py": "from snail_bot.models.guilds import Guild\n",
    "snail_bot/models/guilds.py": """
from enum import Enum
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase): ...

class Guild(Base):
    __tablename__ = "guilds"
    id: Mapped[int] = mapped_column(primary_key=True)

class Color(Enum):
    RED = 1
""",
    "snail_bot/base.py": "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ...\n",
    "snail_bot/tables.py": "from sqlalchemy import MetaData, Table\nguilds = Table('guilds', MetaData())\n",
    "snail_bot/columns.py": "import sqlalchemy as sa\n\ndef stamp():\n    return sa.Column('at', sa.DateTime)\n"
    "\nguilds = sa.table('guilds', sa.column('id'))\n",
    "snail_bot/tools.py": "from snail_bot.models import Guild\n",
}
MODULES = [
    "snail_bot",
    "snail_bot.models",
    "snail_bot.models.guilds",
    "snail_bot.base",
    "snail_bot.tables",
    "snail_bot.columns",
    "snail_bot.tools",
]


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bot whose modules are imported, as env.py and the migrations left them."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    for name in MODULES:
        importlib.import_module(name)
    yield tmp_path
    for name in MODULES:
        del sys.modules[name]


@pytest.fixture
def found(bot: Path) -> Callable[..., list[tuple[str, int]]]:
    return lambda source, package="": list(in_source(source.encode(), package, Project(bot)))


IMPORTED = {
    "a module": ("import snail_bot.models", "snail_bot.models"),
    "a module under another name": ("import snail_bot.models.guilds as g", "snail_bot.models.guilds"),
    "a class": ("from snail_bot.models import Guild", "snail_bot.models"),
    "a module from its package": ("from snail_bot import models", "snail_bot.models"),
    "an enum that stands beside the models": ("from snail_bot.models.guilds import Color", "snail_bot.models.guilds"),
    "everything": ("from snail_bot.models import *", "snail_bot.models"),
    "tables without classes": ("from snail_bot.tables import guilds", "snail_bot.tables"),
    "the base of the models": ("from snail_bot.base import Base", "snail_bot.base"),
    "a module that has the models too": ("from snail_bot.tools import Guild", "snail_bot.tools"),
    "by importlib": ("import importlib; importlib.import_module('snail_bot.models')", "snail_bot.models"),
    "by its function": ("from importlib import import_module\nimport_module('snail_bot.models')", "snail_bot.models"),
    "by __import__": ("__import__('snail_bot.models')", "snail_bot.models"),
}


@pytest.mark.parametrize(("source", "module"), IMPORTED.values(), ids=IMPORTED)
def test_models_are_imported(found: Callable[..., list[tuple[str, int]]], source: str, module: str) -> None:
    assert [name for name, _ in found(source)] == [module]


def test_the_line_is_that_of_the_import_also_inside_a_function(found: Callable[..., list[tuple[str, int]]]) -> None:
    assert found("import os\n\ndef upgrade():\n    from snail_bot.models import Guild\n") == [("snail_bot.models", 4)]


def test_a_relative_import_of_scripts_in_a_package(found: Callable[..., list[tuple[str, int]]]) -> None:
    source = "from ..models import Guild\nfrom .. import models\n"
    assert found(source, "snail_bot.versions") == [("snail_bot.models", 1), ("snail_bot.models", 2)]
    assert found(source) == []


SILENT = {
    "a helper without models": "from snail_bot.columns import stamp",
    "the table that a helper made for migrations": "from snail_bot.columns import guilds",
    "the package above": "import snail_bot",
    "a library": "import sqlalchemy as sa\nfrom sqlalchemy.orm import DeclarativeBase\nfrom alembic import op",
    "what was never imported": "def downgrade():\n    from snail_bot.old import Guild",
    "for types alone": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from snail_bot.models import Guild",
    "a name made while it runs": "import importlib\nimportlib.import_module('snail_bot.' + 'models')",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_no_models_are_imported(found: Callable[..., list[tuple[str, int]]], source: str) -> None:
    assert found(source) == []


def test_only_new_revisions_are_told_each_module_once(bot: Path) -> None:
    script = bot / "a1.py"
    script.write_text("from snail_bot.models import Guild\n\ndef upgrade():\n    import snail_bot.models\n")
    order = [SimpleNamespace(path=str(script), module=SimpleNamespace()) for _ in range(2)]
    revisions = [SimpleNamespace(id="a1", new=False), SimpleNamespace(id="a2", new=True)]
    assert imports(SimpleNamespace(order=order, revisions=revisions), bot) == [Import("a2", "snail_bot.models", 1)]


def test_a_script_that_another_imports_holds_no_models_of_the_bot(bot: Path) -> None:
    backfill = bot / "snail_bot" / "tables.py"
    script = bot / "a2.py"
    script.write_text("from snail_bot.tables import guilds\n")
    order = [SimpleNamespace(path=str(path), module=SimpleNamespace()) for path in (backfill, script)]
    revisions = [SimpleNamespace(id="a1", new=False), SimpleNamespace(id="a2", new=True)]
    assert imports(SimpleNamespace(order=order, revisions=revisions), bot) == []
