"""Differences between models and migrations that autogenerate does not see."""

from __future__ import annotations

from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import committed, do, model, revision, sql

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "the model's check is stricter than the table's",
        Way.MODELS,
        "schema-differs cfg.xp_rewards.ck_xp_rewards_level_range",
        model("xp", "level BETWEEN 1 AND 500", "level BETWEEN 1 AND 100"),
    ),
    defect(
        "the model's enum has a value that the type has not",
        Way.MODELS,
        "schema-differs cfg.mod_action",
        model("moderation", '    BAN = "ban"\n', '    BAN = "ban"\n    UNBAN = "unban"\n'),
    ),
    defect(
        "the model's index leaves out other rows",
        Way.MODELS,
        "schema-differs cfg.ix_tickets_unclosed",
        model("tickets", "status <> 'closed'", "status = 'open'"),
    ),
    defect(
        "the model's unique constraint is not deferred",
        Way.MODELS,
        "schema-differs cfg.panel_buttons.uq_panel_buttons_panel_id_position",
        model("panels", ', deferrable=True, initially="DEFERRED"', ""),
    ),
    defect(
        "a DO block adds a check that no model knows",
        Way.DO_BLOCK,
        "schema-differs cfg.tickets.ck_tickets_number",
        revision(
            do("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_tickets_number CHECK (number <> 0) NOT VALID"),
            sql("ALTER TABLE cfg.tickets DROP CONSTRAINT ck_tickets_number"),
        ),
        also=["unrelated-change cfg.tickets.ck_tickets_number"],
    ),
    defect(
        "the migration gives an enum a value that the model has not",
        Way.AUTOCOMMIT,
        "schema-differs cfg.mod_action",
        revision(
            committed(sql("ALTER TYPE cfg.mod_action ADD VALUE 'unban'")),
            "raise NotImplementedError",
            top='acknowledged = {"missing-downgrade 9f3c2b7a1d04": "a value cannot be taken back"}',
        ),
    ),
    honest(
        "the model writes the same check in other words",
        Way.MODELS,
        "schema-differs",
        model("xp", "level BETWEEN 1 AND 500", "(level >= 1) AND level <= 500"),
    ),
    honest(
        "the model writes the same defaults in other words",
        Way.MODELS,
        "schema-differs",
        model("base", 'server_default=text("now()")', 'server_default=text("CURRENT_TIMESTAMP")'),
        model("xp", 'server_default=text("0")', 'server_default="0"'),
    ),
    honest(
        "a trigger that no model can tell of",
        Way.TRIGGER,
        "schema-differs",
        revision(
            sql(
                """
                CREATE FUNCTION cfg.touch() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
                CREATE TRIGGER touch BEFORE UPDATE ON cfg.panels FOR EACH ROW EXECUTE FUNCTION cfg.touch()
                """
            ),
            sql("DROP TRIGGER touch ON cfg.panels; DROP FUNCTION cfg.touch()"),
        ),
    ),
)
