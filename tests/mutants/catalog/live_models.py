"""Migrations that import the bot's models."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.edits import Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW

IMPORTS = f"live-models {NEW}"

USE = "op.get_bind().execute(sa.select(Guild.guild_id))"

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a model is imported at the top",
        Way.ORM,
        IMPORTS,
        noted(USE, top="from magikal_bot.models import Guild\n"),
    ),
    defect(
        "a model is imported inside the upgrade",
        Way.PYTHON,
        IMPORTS,
        noted(f"from magikal_bot.models.guilds import Guild\n{USE}"),
    ),
    defect(
        "the models are imported by a name",
        Way.PYTHON,
        IMPORTS,
        noted(USE.replace("Guild.", 'importlib.import_module("magikal_bot.models").Guild.'), top="import importlib\n"),
    ),
    defect(
        "the package of the models is imported as something else",
        Way.CORE,
        IMPORTS,
        noted("m.Base.metadata.create_all(op.get_bind())", top="import magikal_bot.models as m\n"),
    ),
    defect(
        "a module that the migration imports takes the models in",
        Way.MODULE,
        IMPORTS,
        Write(
            "magikal_bot/filling.py",
            "from magikal_bot.models import Guild\n\n\ndef ids():\n    return Guild.guild_id\n",
        ),
        noted("op.get_bind().execute(sa.select(ids()))", top="from magikal_bot.filling import ids\n"),
    ),
    defect(
        "a module that the migration imports imports the models only when it is called",
        Way.MODULE,
        IMPORTS,
        Write(
            "magikal_bot/filling.py",
            "def ids():\n    from magikal_bot.models import Guild\n\n    return Guild.guild_id\n",
        ),
        noted("op.get_bind().execute(sa.select(ids()))", top="from magikal_bot.filling import ids\n"),
    ),
    honest(
        "the models are imported for the type checker alone",
        Way.PYTHON,
        "live-models",
        noted(top="from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from magikal_bot.models import Guild\n"),
    ),
    honest(
        "a module of the bot without models is imported",
        Way.MODULE,
        "live-models",
        noted(top="from magikal_bot.settings import Settings\n"),
    ),
)
