"""Tables that the bot cannot use while they are scanned."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import called, committed, do, lines, model, revision, searched, sql

TICKETS = "blocking-lock cfg.tickets"

OPENERS = model(
    "tickets", "    opener_id: Mapped[Snowflake]\n", "    opener_id: Mapped[Snowflake] = mapped_column(index=True)\n"
)

DROP_OPENERS = 'op.drop_index("ix_tickets_opener_id", table_name="tickets", schema="cfg")'

POSITIVE = (
    model("tickets", "import ForeignKey,", "import CheckConstraint, ForeignKey,"),
    model(
        "tickets", '"guild_id", "number"),', '"guild_id", "number"), CheckConstraint("number IS NOT NULL", name="n"),'
    ),
)

DROP_POSITIVE = sql("ALTER TABLE cfg.tickets DROP CONSTRAINT ck_tickets_n")

NAMED = model("tickets", "    subject: Mapped[str | None]", "    subject: Mapped[str]")

NULL_AGAIN = sql("ALTER TABLE cfg.tickets ALTER subject DROP NOT NULL")

FILL = sql("UPDATE cfg.tickets SET subject = '' WHERE subject IS NULL")


def openers(up: str) -> Mutation:
    return OPENERS, revision(up, DROP_OPENERS)


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "op.create_index makes an index while nobody can write",
        Way.OPERATION,
        TICKETS,
        openers('op.create_index("ix_tickets_opener_id", "tickets", ["opener_id"], schema="cfg")'),
    ),
    defect(
        "an autocommit block, but the index is not made concurrently",
        Way.AUTOCOMMIT,
        TICKETS,
        openers(committed('op.create_index("ix_tickets_opener_id", "tickets", ["opener_id"], schema="cfg")')),
    ),
    defect(
        "a function that is called makes an index",
        Way.FUNCTION,
        TICKETS,
        openers(called("CREATE INDEX ix_tickets_opener_id ON cfg.tickets (opener_id)")),
    ),
    defect(
        "a check is added and looks at every row",
        Way.DO_BLOCK,
        TICKETS,
        POSITIVE,
        revision(do("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_tickets_n CHECK (number IS NOT NULL)"), DROP_POSITIVE),
    ),
    defect(
        "NOT NULL is set, and every row is looked at",
        Way.SEARCH_PATH,
        TICKETS,
        NAMED,
        revision(lines(FILL, searched("ALTER TABLE tickets ALTER subject SET NOT NULL")), NULL_AGAIN),
    ),
    defect(
        "a column is added and filled in one transaction",
        Way.CORE,
        "blocking-lock cfg.panels",
        noted('op.get_bind().execute(sa.text("UPDATE cfg.panels SET note = kind::text"))'),
    ),
    honest(
        "the constraint is added NOT VALID and validated after the commit",
        Way.AUTOCOMMIT,
        "blocking-lock",
        POSITIVE,
        revision(
            lines(
                sql("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_tickets_n CHECK (number IS NOT NULL) NOT VALID"),
                committed(sql("ALTER TABLE cfg.tickets VALIDATE CONSTRAINT ck_tickets_n")),
            ),
            DROP_POSITIVE,
        ),
    ),
    honest(
        "NOT NULL is set where a valid check already promises it",
        Way.AUTOCOMMIT,
        "blocking-lock",
        NAMED,
        revision(
            lines(
                FILL,
                sql("ALTER TABLE cfg.tickets ADD CONSTRAINT said CHECK (subject IS NOT NULL) NOT VALID"),
                committed(
                    sql("ALTER TABLE cfg.tickets VALIDATE CONSTRAINT said"),
                    sql("ALTER TABLE cfg.tickets ALTER subject SET NOT NULL"),
                    sql("ALTER TABLE cfg.tickets DROP CONSTRAINT said"),
                ),
            ),
            NULL_AGAIN,
        ),
    ),
    honest(
        "a column with a plain default is only written down in the catalog",
        Way.OPERATION,
        "blocking-lock",
        model(
            "panels",
            "    layout: Mapped",
            '    note: Mapped[str] = mapped_column(server_default="")\n    layout: Mapped',
        ),
        revision(
            'op.add_column("panels", sa.Column("note", sa.Text(), server_default="", nullable=False), schema="cfg")',
            'op.drop_column("panels", "note", schema="cfg")',
        ),
    ),
)
