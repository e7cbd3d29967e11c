"""Upgrades that fail where there are rows."""

from __future__ import annotations

from tests.mutants.edits import Replace, Write
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import (
    NEW,
    SECOND,
    committed,
    do,
    model,
    revision,
    sql,
)

FAILS = f"upgrade-fails-on-rows {NEW}"

SUBJECT_NEEDED = model("tickets", "    subject: Mapped[str | None]", "    subject: Mapped[str]")

NULL_AGAIN = 'op.alter_column("tickets", "subject", nullable=True, schema="cfg")'

ONE_EACH = model(
    "tickets",
    'UniqueConstraint("guild_id", "number"),',
    'UniqueConstraint("guild_id", "number"), UniqueConstraint("opener_id"),',
)

DROP_ONE_EACH = 'op.drop_constraint("uq_tickets_opener_id", "tickets", schema="cfg")'


def needs_priority(up: str) -> Mutation:
    return (
        model("tickets", "    subject: Mapped", "    priority: Mapped[int]\n    subject: Mapped"),
        revision(up, 'op.drop_column("tickets", "priority", schema="cfg")'),
    )


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a column that needs a value is added without a default",
        Way.OPERATION,
        FAILS,
        needs_priority('op.add_column("tickets", sa.Column("priority", sa.Integer(), nullable=False), schema="cfg")'),
    ),
    defect(
        "a column is set NOT NULL over NULLs",
        Way.BATCH,
        FAILS,
        SUBJECT_NEEDED,
        revision(
            'with op.batch_alter_table("tickets", schema="cfg") as batch:\n'
            '    batch.alter_column("subject", nullable=False)',
            NULL_AGAIN,
        ),
    ),
    defect(
        "a unique constraint is added over duplicates",
        Way.OPERATION,
        FAILS,
        ONE_EACH,
        revision(
            'op.create_unique_constraint("uq_tickets_opener_id", "tickets", ["opener_id"], schema="cfg")',
            DROP_ONE_EACH,
        ),
    ),
    defect(
        "subjects become numbers, and not all of them are",
        Way.SQL,
        FAILS,
        model("tickets", "    subject: Mapped[str | None]", "    subject: Mapped[int | None]"),
        revision(
            sql("ALTER TABLE cfg.tickets ALTER subject TYPE integer USING subject::integer"),
            sql("ALTER TABLE cfg.tickets ALTER subject TYPE text"),
        ),
    ),
    defect(
        "a check is made stricter than the rows are",
        Way.DO_BLOCK,
        FAILS,
        model(
            "tickets", '"guild_id", "number"),', '"guild_id", "number"), CheckConstraint("opener_id > 0", name="o"),'
        ),
        model("tickets", "import ForeignKey,", "import CheckConstraint, ForeignKey,"),
        revision(
            do("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_tickets_o CHECK (opener_id > 0)"),
            sql("ALTER TABLE cfg.tickets DROP CONSTRAINT ck_tickets_o"),
        ),
    ),
    defect(
        "a foreign key is added to rows that have no parent",
        Way.AUTOCOMMIT,
        FAILS,
        model(
            "tickets",
            "    opener_id: Mapped[Snowflake]",
            '    opener_id: Mapped[Snowflake] = mapped_column(ForeignKey("cfg.guilds.guild_id"))',
        ),
        revision(
            committed(
                sql(
                    """ALTER TABLE cfg.tickets ADD CONSTRAINT fk_tickets_opener_id
                    FOREIGN KEY (opener_id) REFERENCES cfg.guilds"""
                )
            ),
            sql("ALTER TABLE cfg.tickets DROP CONSTRAINT fk_tickets_opener_id"),
        ),
    ),
    defect(
        "two migrations in one transaction: a value is added to an enum and used by the next",
        Way.TWO_MIGRATIONS,
        f"upgrade-fails-on-rows {SECOND}",
        Replace("migrations/env.py", '"transaction_per_migration": True', '"transaction_per_migration": False'),
        model("panels", '    DANGER = "danger"\n', '    DANGER = "danger"\n    LINK = "link"\n'),
        model("panels", 'server_default="secondary"', 'server_default="link"'),
        revision(sql("ALTER TYPE cfg.button_style ADD VALUE 'link'"), "raise NotImplementedError"),
        revision(
            sql("ALTER TABLE cfg.panel_buttons ALTER style SET DEFAULT 'link'"),
            sql("ALTER TABLE cfg.panel_buttons ALTER style SET DEFAULT 'secondary'"),
            parent=NEW,
            id=SECOND,
        ),
        also=[f"missing-downgrade {NEW}"],
    ),
    honest(
        "NULLs are filled before the column is set NOT NULL",
        Way.SQL_FILE,
        "upgrade-fails-on-rows",
        SUBJECT_NEEDED,
        Write(
            "migrations/sql/subjects.sql",
            "UPDATE cfg.tickets SET subject = '' WHERE subject IS NULL;\n"
            "ALTER TABLE cfg.tickets ALTER subject SET NOT NULL;\n",
        ),
        revision(
            'op.execute((Path(__file__).parents[1] / "sql" / "subjects.sql").read_text())',
            NULL_AGAIN,
            top="from pathlib import Path\n",
        ),
        also=["blocking-lock cfg.tickets"],
    ),
    honest(
        "a column that needs a value is added with a default",
        Way.OPERATION,
        "upgrade-fails-on-rows",
        needs_priority(
            """
            priority = sa.Column("priority", sa.Integer(), nullable=False, server_default="0")
            op.add_column("tickets", priority, schema="cfg")
            op.alter_column("tickets", "priority", server_default=None, schema="cfg")
            """
        ),
    ),
)
