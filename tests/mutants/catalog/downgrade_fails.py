"""Downgrades that raise."""

from __future__ import annotations

from tests.mutants.catalog.changes import ADD_LANE, DROP_LANE, DROP_NOTE, LANE, only_up
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, committed, do, lines, model, revision, sql

FAILS = f"downgrade-fails {NEW}"

DROP_LANE_TYPE = sql("DROP TYPE cfg.ticket_lane")

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "the downgrade drops a column that was never called so",
        Way.OPERATION,
        FAILS,
        only_up('op.drop_column("panels", "notes", schema="cfg")'),
    ),
    defect(
        "the downgrade drops a type while a column still has it",
        Way.SEVERAL,
        FAILS,
        LANE,
        revision(ADD_LANE, lines(DROP_LANE_TYPE, DROP_LANE)),
    ),
    defect("a DO block refuses to go back", Way.DO_BLOCK, FAILS, only_up(do("RAISE 'no way back'"))),
    defect(
        "a variable of the downgrade has no value",
        Way.PYTHON,
        FAILS,
        only_up('op.drop_column(TABLE, "note", schema="cfg")'),
    ),
    defect(
        "the downgrade forgets the schema",
        Way.AUTOCOMMIT,
        FAILS,
        only_up(committed('op.drop_column("panels", "note")')),
    ),
    defect(
        "the downgrade needs a value where the rows have none",
        Way.SQL,
        FAILS,
        model(
            "tickets", "    subject: Mapped[str | None]", "    subject: Mapped[str | None] = mapped_column(comment='x')"
        ),
        revision(
            sql("COMMENT ON COLUMN cfg.tickets.subject IS 'x'"),
            sql(
                """
                COMMENT ON COLUMN cfg.tickets.subject IS NULL;
                ALTER TABLE cfg.tickets ALTER subject SET NOT NULL
                """
            ),
        ),
        also=["downgrade-differs cfg.tickets.subject"],
    ),
    honest(
        "the downgrade takes the column first and then its type",
        Way.SEVERAL,
        "downgrade-fails",
        LANE,
        revision(ADD_LANE, lines(DROP_LANE, DROP_LANE_TYPE)),
    ),
    honest(
        "the downgrade runs in an autocommit block",
        Way.AUTOCOMMIT,
        "downgrade-fails",
        only_up(committed(DROP_NOTE)),
    ),
)
