"""Tables that no model knows."""

from __future__ import annotations

from tests.mutants.catalog.changes import NO_VOTES, noted
from tests.mutants.edits import Replace
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import called, revision, searched, sql

OLD_TICKETS = "unmapped-table cfg.old_tickets"

NOBODYS = ("unrelated-change cfg.old_tickets",)

DROP_OLD = 'op.drop_table("old_tickets", schema="cfg")'

MUTANTS: tuple[Mutant, ...] = (
    defect("a model is deleted, and its table stays", Way.MODELS, "unmapped-table cfg.application_votes", NO_VOTES),
    defect(
        "a copy of the tickets is kept, to be safe",
        Way.SQL,
        OLD_TICKETS,
        revision(sql("CREATE TABLE cfg.old_tickets AS SELECT * FROM cfg.tickets"), DROP_OLD),
        also=NOBODYS,
    ),
    defect(
        "op.create_table makes a table that has no model",
        Way.OPERATION,
        OLD_TICKETS,
        revision('op.create_table("old_tickets", sa.Column("id", sa.Integer()), schema="cfg")', DROP_OLD),
        also=NOBODYS,
    ),
    defect(
        "a function that is called makes an unlogged table",
        Way.FUNCTION,
        OLD_TICKETS,
        revision(called("CREATE UNLOGGED TABLE cfg.old_tickets (LIKE cfg.tickets INCLUDING ALL)"), DROP_OLD),
        also=NOBODYS,
    ),
    defect(
        "SELECT INTO makes a table on the search_path",
        Way.SEARCH_PATH,
        OLD_TICKETS,
        revision(searched("SELECT id, subject INTO old_tickets FROM tickets"), DROP_OLD),
        also=NOBODYS,
    ),
    defect(
        "the models' package no longer imports a module",
        Way.MODELS,
        "unmapped-table cfg.tempvc_hubs",
        Replace(
            "magikal_bot/models/__init__.py",
            "from magikal_bot.models.tempvc import LiveChannel, TempVCHub\n",
            "",
        ),
        Replace("magikal_bot/models/__init__.py", '    "LiveChannel",\n', ""),
        Replace("magikal_bot/models/__init__.py", '    "TempVCHub",\n', ""),
        also=["unmapped-table cfg.tempvc_live_channels"],
    ),
    honest(
        "a temporary table holds rows for a moment",
        Way.SQL,
        "unmapped-table",
        noted(sql("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM cfg.tickets")),
    ),
    honest(
        "a view is no table",
        Way.SQL,
        "unmapped-table",
        revision(
            sql("CREATE VIEW cfg.open_tickets AS SELECT id FROM cfg.tickets WHERE closed_at IS NULL"),
            sql("DROP VIEW cfg.open_tickets"),
        ),
    ),
)
