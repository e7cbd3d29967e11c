"""Chains with more than one head."""

from __future__ import annotations

from tests.mutants.catalog.changes import ADD_NOTE, DROP_NOTE, NOTE, branch, noted
from tests.mutants.edits import Commit, Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, SECOND, revision, script

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "two new migrations follow the same one",
        Way.BRANCH,
        "multiple-heads chain",
        noted(),
        branch(SECOND),
    ),
    defect(
        "a branch that was begun long ago is brought in, and was never moved up",
        Way.BRANCH,
        "multiple-heads chain",
        branch(NEW, parent="ff853eaffcc7"),
    ),
    defect(
        "what is committed and what lies there both go on from the head",
        Way.BRANCH,
        "multiple-heads chain",
        branch(NEW),
        Commit("rights"),
        NOTE,
        revision(ADD_NOTE, DROP_NOTE, id=SECOND),
    ),
    defect(
        "a second chain begins anew from nothing",
        Way.BRANCH,
        "multiple-heads chain",
        Write(
            script(NEW),
            branch(NEW)
            .text.replace("'c24c600340de'", "None")
            .replace("SELECT ON cfg.xp_members", "USAGE ON SCHEMA cfg"),
        ),
    ),
    defect(
        "a branch with a label of its own",
        Way.BRANCH,
        "multiple-heads chain",
        branch(NEW, top='branch_labels = ("seasons",)\n'),
        branch(SECOND, right="UPDATE"),
    ),
    honest(
        "two new branches are merged",
        Way.BRANCH,
        "multiple-heads",
        noted(),
        branch(SECOND),
        revision("pass", "pass", id="c0ffee000001", parent=(NEW, SECOND)),
    ),
    honest(
        "a new migration follows one that is committed on the branch",
        Way.BRANCH,
        "multiple-heads",
        noted(),
        Commit("notes"),
        branch(SECOND, parent=NEW),
    ),
)
