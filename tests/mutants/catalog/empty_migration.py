"""Migrations that do nothing."""

from __future__ import annotations

from tests.mutants.catalog.changes import NOTHING, branch, noted
from tests.mutants.edits import Write
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, SECOND, do, revision, searched, sql

EMPTY = f"empty-migration {NEW}"

MUTANTS: tuple[Mutant, ...] = (
    defect("what autogenerate left when it saw nothing", Way.OPERATION, EMPTY, revision("pass", "pass")),
    defect(
        "a query is run and changes nothing", Way.SQL, EMPTY, revision(sql("SELECT count(*) FROM cfg.guilds"), "pass")
    ),
    defect(
        "a DO block whose condition never holds",
        Way.DO_BLOCK,
        EMPTY,
        revision(do("IF 1 > 2 THEN DELETE FROM cfg.xp_grants; END IF"), "pass"),
    ),
    defect(
        "a table is made and dropped at once",
        Way.SEVERAL,
        EMPTY,
        revision(sql("CREATE TABLE cfg.scratch (id int); DROP TABLE cfg.scratch"), "pass"),
    ),
    defect(
        "a module's function that has nothing in it yet",
        Way.MODULE,
        EMPTY,
        Write("magikal_bot/tidying.py", "def tidy(op):\n    pass\n"),
        revision("tidying.tidy(op)", "pass", top="from magikal_bot import tidying"),
    ),
    defect(
        "only what is there already is made, IF NOT EXISTS",
        Way.SEARCH_PATH,
        EMPTY,
        revision(searched("CREATE INDEX IF NOT EXISTS ix_tickets_unclosed ON tickets (guild_id, opened_at)"), "pass"),
    ),
    honest(
        "two branches are merged",
        Way.BRANCH,
        "empty-migration",
        noted(),
        branch(SECOND, parent="a59569bd4735"),
        revision("pass", "pass", id="c0ffee000001", parent=(NEW, SECOND)),
    ),
    honest(
        "only rows change, and an empty database has none",
        Way.CTE,
        "empty-migration",
        revision(sql("UPDATE cfg.tickets SET subject = '' WHERE subject IS NULL"), NOTHING),
    ),
    honest(
        "a right is given",
        Way.SQL,
        "empty-migration",
        revision(sql("GRANT SELECT ON cfg.xp_members TO PUBLIC"), sql("REVOKE SELECT ON cfg.xp_members FROM PUBLIC")),
    ),
)
