"""Downgrades that do not bring back what was there."""

from __future__ import annotations

from tests.mutants.catalog.changes import ADD_LANE, DROP_LANE, DROP_NOTE, LANE, NOTE, NOTHING, noted
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, SECOND, lines, model, revision, searched, sql

TEN_DAYS = model("recruitment", 'server_default=text("30")', 'server_default=text("10")')

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "an enum is left behind, and the upgrade cannot be repeated",
        Way.OPERATION,
        "downgrade-differs cfg.ticket_lane",
        LANE,
        revision(ADD_LANE, DROP_LANE),
    ),
    defect(
        "the downgrade forgets the default that was there",
        Way.OPERATION,
        "downgrade-differs cfg.recruitment_forms.cooldown_days",
        TEN_DAYS,
        revision(
            'op.alter_column("recruitment_forms", "cooldown_days", server_default="10", schema="cfg")',
            'op.alter_column("recruitment_forms", "cooldown_days", server_default=None, schema="cfg")',
        ),
    ),
    defect(
        "the downgrade takes along an index that was there before",
        Way.CASCADE,
        "downgrade-differs cfg.ix_panels_guild_id",
        noted(down=sql("DROP INDEX cfg.ix_panels_guild_id")),
    ),
    defect(
        "the downgrade makes the column NOT NULL that was not so",
        Way.SQL,
        "downgrade-differs cfg.guilds.left_at",
        model("guilds", "    left_at: Mapped[datetime | None]\n", ""),
        revision(
            sql("ALTER TABLE cfg.guilds DROP COLUMN left_at"),
            lines(
                sql("ALTER TABLE cfg.guilds ADD COLUMN left_at timestamptz NOT NULL DEFAULT now()"),
                sql("ALTER TABLE cfg.guilds ALTER left_at DROP DEFAULT"),
                sql("CREATE INDEX ix_guilds_present ON cfg.guilds (joined_at) WHERE left_at IS NULL"),
            ),
        ),
        model(
            "guilds",
            '        Index("ix_guilds_present", "joined_at", postgresql_where=text("left_at IS NULL")),\n',
            "",
        ),
        also=["drop-column cfg.guilds.left_at"],
    ),
    defect(
        "a trigger's function is left behind",
        Way.FUNCTION,
        "downgrade-differs cfg.touch()",
        noted(
            sql("CREATE FUNCTION cfg.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"),
        ),
    ),
    defect(
        "the downgrade brings an index back under another name",
        Way.SEARCH_PATH,
        "downgrade-differs cfg.ix_tickets_unclosed",
        model(
            "tickets",
            'Index("ix_tickets_unclosed", "guild_id", "opened_at", postgresql_where=text("status <> \'closed\'")),',
            "",
        ),
        revision(
            searched("DROP INDEX ix_tickets_unclosed"),
            searched("CREATE INDEX ix_tickets_open ON tickets (guild_id, opened_at) WHERE status <> 'closed'"),
        ),
    ),
    defect(
        "the upgrade finds out whether it ran before, and then does something else",
        Way.PYTHON,
        "downgrade-differs cfg.panels.note",
        NOTE,
        revision(
            """
            global times
            times += 1
            length = None if times % 2 else 200
            op.add_column("panels", sa.Column("note", sa.String(length) if length else sa.Text()), schema="cfg")
            """,
            DROP_NOTE,
            top="times = 0\n",
        ),
    ),
    honest(
        "two migrations: a constraint is added, then validated, and no downgrade makes it invalid again",
        Way.TWO_MIGRATIONS,
        "downgrade-differs",
        model("tickets", "import ForeignKey,", "import CheckConstraint, ForeignKey,"),
        model(
            "tickets",
            '"guild_id", "number"),',
            '"guild_id", "number"), CheckConstraint("number IS NOT NULL", name="n"),',
        ),
        revision(
            sql("ALTER TABLE cfg.tickets ADD CONSTRAINT ck_tickets_n CHECK (number IS NOT NULL) NOT VALID"),
            sql("ALTER TABLE cfg.tickets DROP CONSTRAINT ck_tickets_n"),
        ),
        revision(sql("ALTER TABLE cfg.tickets VALIDATE CONSTRAINT ck_tickets_n"), NOTHING, parent=NEW, id=SECOND),
    ),
    honest(
        "a dropped column comes back as the last one of its table",
        Way.BATCH,
        "downgrade-differs",
        model("guilds", '    locale: Mapped[str] = mapped_column(String(5), server_default="en-GB")\n', ""),
        revision(
            'with op.batch_alter_table("guilds", schema="cfg") as batch:\n    batch.drop_column("locale")',
            """
            with op.batch_alter_table("guilds", schema="cfg") as batch:
                batch.add_column(sa.Column("locale", sa.String(5), server_default="en-GB", nullable=False))
            """,
        ),
        also=["drop-column cfg.guilds.locale"],
    ),
)
