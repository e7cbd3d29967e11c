"""Upgrades that destroy rows or values."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import (
    called,
    cursor,
    do,
    model,
    revision,
    searched,
    sql,
)

GRANTS = "destroys-rows cfg.xp_grants"

XP = "destroys-rows cfg.xp_members.xp"

MUTANTS: tuple[Mutant, ...] = (
    defect("raw SQL deletes what was granted", Way.SQL, GRANTS, noted(sql("DELETE FROM cfg.xp_grants"))),
    defect(
        "a DO block sets everybody's XP to nothing",
        Way.DO_BLOCK,
        XP,
        noted(do("UPDATE cfg.xp_members SET xp = 0")),
    ),
    defect(
        "a common table expression deletes rows while it reads them",
        Way.CTE,
        GRANTS,
        noted(sql("WITH gone AS (DELETE FROM cfg.xp_grants RETURNING *) SELECT count(*) FROM gone")),
    ),
    defect(
        "a function that is called truncates a table", Way.FUNCTION, GRANTS, noted(called("TRUNCATE cfg.xp_grants"))
    ),
    defect(
        "sqlalchemy core deletes rows through op.get_bind()",
        Way.CORE,
        GRANTS,
        noted('op.get_bind().execute(sa.delete(sa.table("xp_grants", schema="cfg")))'),
    ),
    defect(
        "the driver's own cursor overwrites values",
        Way.DRIVER,
        XP,
        noted(cursor("UPDATE cfg.xp_members SET xp = 1 WHERE xp > 1")),
    ),
    defect(
        "categories are deleted, and their tickets lose them",
        Way.CASCADE,
        "destroys-rows cfg.ticket_categories",
        noted(sql("DELETE FROM cfg.ticket_categories")),
        also=["destroys-rows cfg.tickets.category_id"],
    ),
    defect(
        "a trigger that fires once deletes rows of another table",
        Way.TRIGGER,
        GRANTS,
        noted(
            sql(
                """
                CREATE FUNCTION cfg.forget() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN DELETE FROM cfg.xp_grants; RETURN NULL; END $$;
                CREATE TRIGGER forget AFTER UPDATE ON cfg.panels EXECUTE FUNCTION cfg.forget();
                UPDATE cfg.panels SET note = kind::text;
                DROP TRIGGER forget ON cfg.panels; DROP FUNCTION cfg.forget()
                """
            )
        ),
        also=["blocking-lock cfg.panels"],
    ),
    defect(
        "an INSERT that meets its own rows overwrites them",
        Way.SEARCH_PATH,
        "destroys-rows cfg.xp_rewards.role_id",
        noted(
            searched(
                """INSERT INTO xp_rewards SELECT * FROM xp_rewards
                ON CONFLICT (guild_id, level) DO UPDATE SET role_id = 0"""
            )
        ),
    ),
    defect(
        "a session of the ORM deletes rows",
        Way.ORM,
        GRANTS,
        noted(
            """
            from sqlalchemy.orm import Session
            Session(op.get_bind()).execute(sa.text("DELETE FROM cfg.xp_grants WHERE amount <> 0"))
            """
        ),
    ),
    defect(
        "labels are cut to make the column narrower",
        Way.SQL,
        "destroys-rows cfg.panel_buttons.label",
        model("panels", "mapped_column(String(80))", "mapped_column(String(8))"),
        revision(
            sql("ALTER TABLE cfg.panel_buttons ALTER label TYPE varchar(8) USING left(label, 8)"),
            'op.alter_column("panel_buttons", "label", type_=sa.String(80), schema="cfg")',
        ),
        also=["table-rewrite cfg.panel_buttons"],
    ),
    honest(
        "a new column is filled",
        Way.CORE,
        "destroys-rows",
        noted(
            'op.get_bind().execute(sa.update(sa.table("panels", sa.column("note"), schema="cfg")).values(note="old"))'
        ),
        also=["blocking-lock cfg.panels"],
    ),
    honest(
        "what was NULL is filled",
        Way.CTE,
        "destroys-rows",
        noted(sql("UPDATE cfg.tickets SET subject = 'a ticket' WHERE subject IS NULL")),
    ),
    honest(
        "only what the migration itself inserted is deleted",
        Way.BULK_INSERT,
        "destroys-rows",
        noted(
            """
            guilds = sa.table("guilds", sa.column("guild_id"), sa.column("name"), schema="cfg")
            op.bulk_insert(guilds, [{"guild_id": -77, "name": "a trial"}])
            op.execute(guilds.delete().where(guilds.c.guild_id == -77))
            """
        ),
    ),
)
