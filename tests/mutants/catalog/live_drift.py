"""What somebody changed on the live database by hand."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import HEAD, LIVE, NEW, by_hand

OPTIONS = ("--live", LIVE, "--since", HEAD)


def drift(name: str, subject: str, *edits: Mutation, also: tuple[str, ...] = ()) -> Mutant:
    return defect(name, Way.LIVE, f"live-drift {subject}", noted(), *edits, also=also, options=OPTIONS)


MUTANTS: tuple[Mutant, ...] = (
    drift(
        "a column was added by hand", "cfg.tickets.hotfix", by_hand("ALTER TABLE cfg.tickets ADD COLUMN hotfix text")
    ),
    drift("an index was dropped by hand", "cfg.ix_tickets_unclosed", by_hand("DROP INDEX cfg.ix_tickets_unclosed")),
    drift(
        "a copy of a table was left by hand",
        "cfg.xp_backup",
        by_hand("CREATE TABLE cfg.xp_backup AS SELECT * FROM cfg.xp_members"),
    ),
    drift(
        "a check that was in the way was dropped by hand",
        "cfg.xp_rewards.ck_xp_rewards_level_range",
        by_hand("ALTER TABLE cfg.xp_rewards DROP CONSTRAINT ck_xp_rewards_level_range"),
    ),
    drift("an enum got a value by hand", "cfg.mod_action", by_hand("ALTER TYPE cfg.mod_action ADD VALUE 'unban'")),
    drift(
        "the column that the new migration adds was added by hand already",
        "cfg.panels.note",
        by_hand("ALTER TABLE cfg.panels ADD COLUMN note text"),
        also=(f"upgrade-fails-on-rows {NEW}",),
    ),
    honest("the live schema is what the migrations make of it", Way.LIVE, "live-drift", noted(), options=OPTIONS),
    honest(
        "the website was given the right to read on the live database",
        Way.LIVE,
        "live-drift",
        noted(),
        by_hand("GRANT SELECT ON cfg.xp_members TO PUBLIC"),
        options=OPTIONS,
    ),
)
