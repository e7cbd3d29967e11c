"""Connections to other databases."""

from __future__ import annotations

from tests.mutants.catalog.changes import env, noted
from tests.mutants.edits import Append, Replace, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW

LIVE = "postgresql://magikalbot@db.example.org:5432/appdb"

WITH_PASSWORD = "postgresql+psycopg://magikalbot:secret@db.example.org:5432/appdb"

MUTANTS: tuple[Mutant, ...] = (
    defect("env.py has the live URL in it", Way.ENV, f"wrong-database {LIVE}", env(f'url = "{WITH_PASSWORD}"')),
    defect(
        "alembic.ini has the live URL, and env.py takes that one",
        Way.SETTINGS,
        f"wrong-database {LIVE}",
        Replace("migrations/alembic.ini", "[alembic]\n", f"[alembic]\nlive_url = {WITH_PASSWORD}\n"),
        env('url = context.config.get_main_option("live_url")'),
    ),
    defect(
        "a new migration copies rows from the live database",
        Way.CORE,
        f"wrong-database {NEW}",
        noted(f'sa.create_engine("{WITH_PASSWORD}").connect()'),
    ),
    defect(
        "a new migration asks the driver for the live database",
        Way.DRIVER,
        f"wrong-database {NEW}",
        noted('psycopg.connect(host="db.example.org", dbname="appdb", user="magikalbot")', top="import psycopg\n"),
    ),
    defect(
        "the models look something up in the live database when they are imported",
        Way.MODELS,
        f"wrong-database {LIVE}",
        Append("magikal_bot/models/base.py", f'\n\nimport psycopg\n\npsycopg.connect("{LIVE}")\n'),
    ),
    defect(
        "a module of the bot tries the live database and swallows that it may not",
        Way.MODULE,
        f"wrong-database {NEW}",
        Write(
            "magikal_bot/tidying.py",
            f'import psycopg\n\n\ndef tidy():\n    try:\n        psycopg.connect("{LIVE}")\n'
            "    except Exception:\n        pass\n",
        ),
        noted("tidy()", top="from magikal_bot.tidying import tidy\n"),
    ),
    honest(
        "env.py puts the same URL together from its parts",
        Way.ENV,
        "wrong-database",
        env("from sqlalchemy import make_url\nurl = make_url(url).set(query={'application_name': 'alembic'})"),
    ),
    honest(
        "a new migration connects once more to the same database",
        Way.CORE,
        "wrong-database",
        noted(
            """
            with sa.create_engine(os.environ["ALEMBIC_DATABASE_URL"]).connect() as other:
                other.execute(sa.text("SELECT 1"))
            """,
            top="import os\n",
        ),
    ),
)
