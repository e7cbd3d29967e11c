"""Migrations that were released, and are changed."""

from __future__ import annotations

from tests.mutants.catalog.changes import VOTES_SCRIPT, branch
from tests.mutants.edits import Append, Move, Remove, Replace, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import HEAD, NEW

TIMEZONE = "migrations/versions/134c3f445da9_add_guild_timezone.py"

LAST = "migrations/versions/c24c600340de_create_panel_buttons.py"

MERGE = "migrations/versions/b76d14ad5ffb_merge_tempvc_and_automod.py"

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "an old default is corrected where it was first written",
        Way.OLD_MIGRATION,
        "edited-history 134c3f445da9",
        Replace(TIMEZONE, 'server_default="UTC"', 'server_default="Europe/Paris"'),
        also=["stale-models cfg.guilds.timezone"],
    ),
    defect(
        "the SQL inside an old migration's string is changed",
        Way.SQL,
        f"edited-history {HEAD}",
        Replace(LAST, "'$.buttons[*]'", "'$.button[*]'"),
    ),
    defect(
        "an old migration is removed, and the chain closed behind it",
        Way.OLD_MIGRATION,
        "edited-history b76d14ad5ffb",
        Remove(MERGE),
        Replace(
            "migrations/versions/3a6aa10c37ab_rename_case_details_to_reason.py",
            'Sequence[str] | None = "b76d14ad5ffb"',
            'Sequence[str] | None = ("8cf78e983bba", "f73126ccf0c0")',
        ),
        also=["edited-history 3a6aa10c37ab"],
    ),
    defect(
        "a new migration is put in between two old ones",
        Way.BRANCH,
        f"edited-history {HEAD}",
        branch(NEW, parent="a59569bd4735"),
        Replace(LAST, 'None = "a59569bd4735"', f'None = "{NEW}"'),
    ),
    defect(
        "an old downgrade is mended",
        Way.OLD_MIGRATION,
        "edited-history ff853eaffcc7",
        Replace(
            "migrations/versions/ff853eaffcc7_number_tickets_per_guild.py",
            '    op.drop_column("tickets", "number", schema="cfg")\n',
            '    op.execute("ALTER TABLE cfg.tickets DROP COLUMN number")\n',
        ),
    ),
    defect(
        "a module that an old migration begins to call",
        Way.MODULE,
        "edited-history b76d14ad5ffb",
        Write("magikal_bot/tidying.py", "def tidy(op):\n    op.execute('ANALYZE cfg.guilds')\n"),
        Replace(MERGE, '    """Upgrade schema."""\n    pass', "    from magikal_bot.tidying import tidy\n    tidy(op)"),
        Replace(MERGE, "# revision identifiers", "from alembic import op\n# revision identifiers"),
    ),
    honest(
        "an old migration is formatted, and its comments and docstring are rewritten",
        Way.OLD_MIGRATION,
        "edited-history",
        Replace(VOTES_SCRIPT, '"""create application votes\n', '"""Applicants are voted on.\n'),
        Replace(
            VOTES_SCRIPT,
            '    op.drop_table("application_votes", schema="cfg")',
            "    # Votes and all.\n    op.drop_table(\n        'application_votes',\n        schema='cfg',\n    )",
        ),
    ),
    honest(
        "an old migration's file gets another name",
        Way.OLD_MIGRATION,
        "edited-history",
        Move(VOTES_SCRIPT, "migrations/versions/2025_11_30_votes.py"),
    ),
    honest(
        "an old migration acknowledges what was found in it, and loses its annotations",
        Way.OLD_MIGRATION,
        "edited-history",
        Append(TIMEZONE, '\nacknowledged = {"drop-column cfg.guilds.timezone": "kept for later (#3)"}\n'),
        Replace(TIMEZONE, 'revision: str = "134c3f445da9"', 'revision = "134c3f445da9"'),
    ),
)
