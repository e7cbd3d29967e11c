"""Tables that go away."""

from __future__ import annotations

from tests.mutants.catalog.changes import DROP_VOTES, NO_VOTES, VOTES_BACK, noted
from tests.mutants.edits import Write
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import (
    NEW,
    SECOND,
    committed,
    dynamic,
    lines,
    revision,
    searched,
    sql,
)

VOTES = "drop-table cfg.application_votes"


def no_votes(up: str, **more: str) -> Mutation:
    return NO_VOTES, revision(up, VOTES_BACK, **more)


MUTANTS: tuple[Mutant, ...] = (
    defect("op.drop_table drops the votes", Way.OPERATION, VOTES, no_votes(DROP_VOTES)),
    defect(
        "raw SQL drops the votes, with CASCADE",
        Way.SQL,
        VOTES,
        no_votes(sql("DROP TABLE IF EXISTS cfg.application_votes CASCADE")),
    ),
    defect(
        "an EXECUTE drops a table whose name is put together",
        Way.DYNAMIC,
        VOTES,
        no_votes(dynamic("DROP", "TABLE", "cfg.application_votes")),
    ),
    defect(
        "a table without its schema is dropped, found on the search_path",
        Way.SEARCH_PATH,
        VOTES,
        no_votes(searched("DROP TABLE application_votes")),
    ),
    defect("a table is dropped in an autocommit block", Way.AUTOCOMMIT, VOTES, no_votes(committed(DROP_VOTES))),
    defect(
        "a table is dropped and made again as it was, empty",
        Way.OPERATION,
        VOTES,
        revision(lines(DROP_VOTES, VOTES_BACK), lines(DROP_VOTES, VOTES_BACK)),
    ),
    defect(
        "a table is copied, dropped, and the copy takes its name",
        Way.SEVERAL,
        "drop-table cfg.xp_rewards",
        revision(
            sql(
                """
                CREATE TABLE cfg.rewards (LIKE cfg.xp_rewards INCLUDING ALL);
                INSERT INTO cfg.rewards SELECT * FROM cfg.xp_rewards;
                DROP TABLE cfg.xp_rewards;
                ALTER TABLE cfg.rewards RENAME TO xp_rewards;
                ALTER TABLE cfg.xp_rewards RENAME CONSTRAINT rewards_pkey TO pk_xp_rewards;
                ALTER TABLE cfg.xp_rewards ADD CONSTRAINT fk_xp_rewards_guild_id
                    FOREIGN KEY (guild_id) REFERENCES cfg.guilds ON DELETE CASCADE
                """
            ),
            sql("SELECT 1"),
        ),
        also=["blocking-lock cfg.guilds"],
    ),
    defect(
        "a module of the bot drops a table for the migration",
        Way.MODULE,
        VOTES,
        Write("magikal_bot/tidying.py", "def tidy(op):\n    op.drop_table('application_votes', schema='cfg')\n"),
        no_votes("tidying.tidy(op)", top="from magikal_bot import tidying"),
    ),
    defect(
        "two migrations: the first renames a table, the second drops it",
        Way.TWO_MIGRATIONS,
        "drop-table cfg.old_votes",
        NO_VOTES,
        revision(
            'op.rename_table("application_votes", "old_votes", schema="cfg")',
            'op.rename_table("old_votes", "application_votes", schema="cfg")',
        ),
        revision(
            'op.drop_table("old_votes", schema="cfg")',
            VOTES_BACK.replace('"application_votes",', '"old_votes",'),
            parent=NEW,
            id=SECOND,
        ),
        also=["rename cfg.application_votes"],
    ),
    honest(
        "a table that the migration makes for itself is dropped at its end",
        Way.SQL,
        "drop-table",
        noted(
            lines(
                sql("CREATE TABLE cfg.names AS SELECT guild_id, name FROM cfg.guilds"),
                'op.drop_table("names", schema="cfg")',
            )
        ),
    ),
    honest(
        "a temporary table is dropped",
        Way.SEVERAL,
        "drop-table",
        noted(sql("CREATE TEMPORARY TABLE names (name text); DROP TABLE names")),
    ),
)
