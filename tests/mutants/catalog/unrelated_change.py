"""Changes that no change of the models asks for."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import do, sql

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "autogenerate takes a changed default along",
        Way.OPERATION,
        "unrelated-change cfg.guilds",
        noted(
            'op.alter_column("guilds", "locale", server_default="en-US", schema="cfg")',
            'op.alter_column("guilds", "locale", server_default="en-GB", schema="cfg")',
        ),
        also=["stale-models cfg.guilds.locale"],
    ),
    defect(
        "a constraint of another table is dropped along the way",
        Way.SQL,
        "unrelated-change cfg.tickets.uq_tickets_guild_id_number",
        noted(
            sql("ALTER TABLE cfg.tickets DROP CONSTRAINT uq_tickets_guild_id_number"),
            sql("ALTER TABLE cfg.tickets ADD CONSTRAINT uq_tickets_guild_id_number UNIQUE (guild_id, number)"),
        ),
        also=["stale-models cfg.tickets.uq_tickets_guild_id_number"],
    ),
    defect(
        "a comment of another table is written anew",
        Way.DO_BLOCK,
        "unrelated-change cfg.mod_cases",
        noted(
            do("COMMENT ON TABLE cfg.mod_cases IS 'cases'"),
            sql("COMMENT ON TABLE cfg.mod_cases IS 'Never deleted: a case is lifted, or amended by another one'"),
        ),
        also=["stale-models cfg.mod_cases"],
    ),
    defect(
        "a loop gives every table of the schema a column",
        Way.PYTHON,
        "unrelated-change cfg.xp_rewards",
        noted(
            """
            for table in ("xp_rewards", "panel_buttons"):
                op.add_column(table, sa.Column("seen", sa.Boolean()), schema="cfg")
            """,
            """
            for table in ("xp_rewards", "panel_buttons"):
                op.drop_column(table, "seen", schema="cfg")
            """,
        ),
        also=[
            "stale-models cfg.xp_rewards.seen",
            "unrelated-change cfg.panel_buttons",
            "stale-models cfg.panel_buttons.seen",
        ],
    ),
    defect(
        "an index nobody asked for is made by the driver",
        Way.DRIVER,
        "unrelated-change cfg.ix_by_hand",
        noted(
            'op.get_bind().connection.cursor().execute("CREATE INDEX ix_by_hand ON cfg.guilds (name)")',
            sql("DROP INDEX cfg.ix_by_hand"),
        ),
        also=["stale-models cfg.ix_by_hand", "blocking-lock cfg.guilds"],
    ),
    honest(
        "a constraint is dropped and made again as it was",
        Way.SEVERAL,
        "unrelated-change",
        noted(
            sql(
                """
                ALTER TABLE cfg.application_votes DROP CONSTRAINT ck_application_votes_up_or_down;
                ALTER TABLE cfg.application_votes
                    ADD CONSTRAINT ck_application_votes_up_or_down CHECK (vote IN (-1, 1)) NOT VALID
                """
            ),
        ),
    ),
    honest(
        "how full the pages of a table are is nothing a model says",
        Way.SQL,
        "unrelated-change",
        noted(
            sql("ALTER TABLE cfg.xp_members SET (fillfactor = 80)"),
            sql("ALTER TABLE cfg.xp_members RESET (fillfactor)"),
        ),
    ),
)
