"""Downgrades that are not there."""

from __future__ import annotations

from tests.mutants.catalog.changes import ADD_NOTE, DROP_NOTE, NOTE, only_up
from tests.mutants.edits import Replace, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import HEAD, NEW, revision

MISSING = f"missing-downgrade {NEW}"

MUTANTS: tuple[Mutant, ...] = (
    defect("the downgrade was never written", Way.OPERATION, MISSING, only_up("pass")),
    defect(
        "the downgrade says that there is none",
        Way.PYTHON,
        MISSING,
        only_up('raise NotImplementedError("restore the backup")'),
    ),
    defect(
        "the downgrade is a sentence and a return",
        Way.PYTHON,
        MISSING,
        only_up('"""Nobody goes back from here."""\nreturn None'),
    ),
    defect(
        "the function downgrade is not there at all",
        Way.PYTHON,
        MISSING,
        NOTE,
        Write("migrations/versions/9f3c2b7a1d04_note.py", revision(ADD_NOTE, "").text.partition("def downgrade")[0]),
    ),
    defect(
        "rows are put in, and nobody takes them out again",
        Way.BULK_INSERT,
        MISSING,
        revision(
            """
            guilds = sa.table("guilds", sa.column("guild_id"), sa.column("name"), schema="cfg")
            op.bulk_insert(guilds, [{"guild_id": 7, "name": "a trial"}])
            """,
            "pass",
        ),
    ),
    defect(
        "an old migration loses its downgrade",
        Way.OLD_MIGRATION,
        f"missing-downgrade {HEAD}",
        Replace(
            "migrations/versions/c24c600340de_create_panel_buttons.py",
            '    op.drop_table("panel_buttons", schema="cfg")\n    op.execute("DROP TYPE cfg.button_style")\n',
            "    pass\n",
        ),
        also=[f"edited-history {HEAD}"],
    ),
    honest(
        "the downgrade is done by a function of the script",
        Way.PYTHON,
        "missing-downgrade",
        NOTE,
        revision(ADD_NOTE, "without_note()", top=f"def without_note():\n    {DROP_NOTE}\n"),
    ),
    honest(
        "a downgrade that cannot be is acknowledged with its reason",
        Way.PYTHON,
        "missing-downgrade",
        NOTE,
        revision(ADD_NOTE, "raise NotImplementedError", top=f'acknowledged = {{"{MISSING}": "notes stay (#7)"}}'),
    ),
)
