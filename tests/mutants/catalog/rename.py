"""Names that change while the bot still says the old ones."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import do, lines, model, revision, searched, sql

OPENER = "rename cfg.tickets.opener_id"

AUTHOR = model("tickets", "    opener_id: Mapped[Snowflake]", "    asker_id: Mapped[Snowflake]")


def asker(up: str, down: str) -> Mutation:
    return AUTHOR, revision(up, down)


def renamed(old: str, new: str) -> str:
    """The votes get another name, and what the naming convention calls after it too."""
    return sql(
        f"""
        ALTER TABLE cfg.{old} RENAME TO {new};
        ALTER TABLE cfg.{new} RENAME CONSTRAINT pk_{old} TO pk_{new};
        ALTER TABLE cfg.{new} RENAME CONSTRAINT fk_{old}_application_id TO fk_{new}_application_id;
        ALTER TABLE cfg.{new} RENAME CONSTRAINT ck_{old}_up_or_down TO ck_{new}_up_or_down
        """
    )


SWAP = """
with op.batch_alter_table("mod_cases", schema="cfg") as batch:
    batch.alter_column("target_id", new_column_name="other_id")
    batch.alter_column("moderator_id", new_column_name="target_id")
    batch.alter_column("other_id", new_column_name="moderator_id")
"""

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "op.alter_column gives a column another name",
        Way.OPERATION,
        OPENER,
        asker(
            'op.alter_column("tickets", "opener_id", new_column_name="asker_id", schema="cfg")',
            'op.alter_column("tickets", "asker_id", new_column_name="opener_id", schema="cfg")',
        ),
    ),
    defect(
        "a DO block gives a column another name",
        Way.DO_BLOCK,
        OPENER,
        asker(
            do("ALTER TABLE cfg.tickets RENAME opener_id TO asker_id"),
            sql("ALTER TABLE cfg.tickets RENAME asker_id TO opener_id"),
        ),
    ),
    defect(
        "a table gets another name, and its constraints too",
        Way.SEVERAL,
        "rename cfg.application_votes",
        model("recruitment", '"application_votes"', '"ballots"'),
        revision(renamed("application_votes", "ballots"), renamed("ballots", "application_votes")),
    ),
    defect(
        "a value of an enum gets another name",
        Way.SQL,
        "rename cfg.staff_level",
        model("guilds", 'MODERATOR = "moderator"', 'MODERATOR = "mod"'),
        revision(
            sql("ALTER TYPE cfg.staff_level RENAME VALUE 'moderator' TO 'mod'"),
            sql("ALTER TYPE cfg.staff_level RENAME VALUE 'mod' TO 'moderator'"),
        ),
    ),
    defect(
        "two columns change their names with each other",
        Way.BATCH,
        "rename cfg.mod_cases.moderator_id",
        model("moderation", '_target_id", "guild_id", "target_id")', '_target_id", "guild_id", "moderator_id")'),
        revision(SWAP, SWAP),
        also=["rename cfg.mod_cases.target_id"],
    ),
    defect(
        "the old models stay when a column gets another name",
        Way.SEARCH_PATH,
        OPENER,
        revision(
            searched("ALTER TABLE tickets RENAME COLUMN opener_id TO asker_id"),
            searched("ALTER TABLE tickets RENAME COLUMN asker_id TO opener_id"),
        ),
        also=[
            "stale-models cfg.tickets.opener_id",
            "stale-models cfg.tickets.asker_id",
            "unrelated-change cfg.tickets",
        ],
    ),
    honest(
        "a new name stands beside the old one, and both are written",
        Way.TRIGGER,
        "rename",
        model(
            "tickets",
            "    opener_id: Mapped[Snowflake]",
            "    opener_id: Mapped[Snowflake]\n    asker_id: Mapped[Snowflake | None]",
        ),
        revision(
            lines(
                'op.add_column("tickets", sa.Column("asker_id", sa.BigInteger()), schema="cfg")',
                sql(
                    """
                    CREATE FUNCTION cfg.copy_asker() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN NEW.asker_id = NEW.opener_id; RETURN NEW; END $$;
                    CREATE TRIGGER copy_asker BEFORE INSERT OR UPDATE ON cfg.tickets
                    FOR EACH ROW EXECUTE FUNCTION cfg.copy_asker()
                    """
                ),
            ),
            lines(
                sql("DROP TRIGGER copy_asker ON cfg.tickets; DROP FUNCTION cfg.copy_asker()"),
                'op.drop_column("tickets", "asker_id", schema="cfg")',
            ),
        ),
    ),
    honest(
        "a temporary name is given and taken back within one migration",
        Way.SEVERAL,
        "rename",
        noted(
            sql(
                """
                ALTER TABLE cfg.tickets RENAME COLUMN opener_id TO asker_id;
                ALTER TABLE cfg.tickets RENAME COLUMN asker_id TO opener_id
                """
            )
        ),
    ),
)
