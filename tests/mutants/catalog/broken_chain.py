"""Scripts that make no chain."""

from __future__ import annotations

from tests.mutants.catalog.changes import ADD_NOTE, DROP_NOTE, NOTE, VOTES_SCRIPT, branch, noted
from tests.mutants.edits import Move, Remove, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, SECOND, revision, script

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a bracket is missing in a new migration",
        Way.PYTHON,
        f"broken-chain {script(NEW)}",
        NOTE,
        revision(ADD_NOTE.removesuffix(")"), DROP_NOTE),
    ),
    defect(
        "a new migration imports a module that nobody committed",
        Way.MODULE,
        f"broken-chain {script(NEW)}",
        noted(top="from magikal_bot import tidying\n"),
    ),
    defect(
        "the parent of a new migration is not there",
        Way.BRANCH,
        f"broken-chain {NEW}",
        branch(NEW, parent="d00d00d00d00"),
    ),
    defect(
        "two new migrations follow each other in a circle",
        Way.TWO_MIGRATIONS,
        f"broken-chain {NEW}",
        branch(NEW, parent=SECOND),
        branch(SECOND, parent=NEW),
    ),
    defect(
        "a migration is copied, and its id with it",
        Way.BRANCH,
        f"broken-chain {NEW}",
        branch(NEW),
        Write("migrations/versions/copy_of_it.py", branch(NEW).text),
    ),
    defect(
        "an old migration is deleted, and the next one still follows it",
        Way.OLD_MIGRATION,
        "broken-chain 2b77b98f792b",
        Remove(VOTES_SCRIPT),
        also=["edited-history 471109a7b3ba"],
    ),
    honest(
        "a file lies in the folder that is no migration",
        Way.MODULE,
        "broken-chain",
        Write("migrations/versions/README.md", "Written by autogenerate, read by people.\n"),
        Write("migrations/versions/sql/notes.txt", "revision = 'x'\n"),
    ),
    honest(
        "three new migrations follow each other, whatever their files are called",
        Way.TWO_MIGRATIONS,
        "broken-chain",
        noted(),
        branch(SECOND, parent=NEW),
        Move(script(SECOND), "migrations/versions/0000_first_by_name.py"),
    ),
)
