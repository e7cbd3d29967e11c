"""Variables that are read, and nobody declared."""

from __future__ import annotations

from tests.mutants.catalog.changes import env, noted
from tests.mutants.edits import Append, Replace, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW

MUTANTS: tuple[Mutant, ...] = (
    defect("env.py reads a variable", Way.ENV, "environment SHARD_ID", env('shard = os.environ["SHARD_ID"]')),
    defect(
        "env.py stops itself where a variable is not set",
        Way.ENV,
        "environment REGION",
        env('if not os.getenv("REGION"):\n    raise RuntimeError("the region is not set")'),
    ),
    defect(
        "the models read a variable when they are imported",
        Way.MODELS,
        "environment TABLE_PREFIX",
        Replace(
            "magikal_bot/models/base.py",
            'SCHEMA = "cfg"',
            'import os\n\nSCHEMA = "cfg"\nPREFIX = os.environ["TABLE_PREFIX"]',
        ),
    ),
    defect(
        "a new migration reads a variable",
        Way.PYTHON,
        f"environment {NEW}",
        noted("op.execute(f\"UPDATE cfg.panels SET note = '{os.environ['HOME_GUILD']}'\")", top="import os\n"),
    ),
    defect(
        "a module of the bot reads a variable for the migration",
        Way.MODULE,
        f"environment {NEW}",
        Write("magikal_bot/homes.py", 'import os\n\n\ndef home():\n    return int(os.getenv("HOME_GUILD"))\n'),
        noted("home()", top="from magikal_bot.homes import home\n"),
    ),
    honest(
        "env.py reads a variable that may be missing",
        Way.ENV,
        "environment",
        env('shard = os.environ.get("SHARD_ID", "0")'),
    ),
    honest(
        "the settings declare the variable that env.py reads",
        Way.SETTINGS,
        "environment",
        env('shard = os.environ["SHARD_ID"]'),
        Append("pyproject.toml", '\n[tool.migrations-check]\nenvironment = { SHARD_ID = "0" }\n'),
    ),
)
