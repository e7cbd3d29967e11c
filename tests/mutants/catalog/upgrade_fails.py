"""Upgrades that raise."""

from __future__ import annotations

from tests.mutants.catalog.changes import NOTHING, noted
from tests.mutants.edits import Replace
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import HEAD, NEW, committed, do, dynamic, model, revision, sql

FAILS = f"upgrade-fails {NEW}"

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a column is added to a table that does not exist",
        Way.OPERATION,
        FAILS,
        revision('op.add_column("ticket", sa.Column("topic", sa.Text()), schema="cfg")', NOTHING),
    ),
    defect(
        "the schema is forgotten, and the search_path does not lead there",
        Way.SQL,
        FAILS,
        revision(sql("ALTER TABLE tickets ADD COLUMN topic text"), NOTHING),
    ),
    defect("a DO block raises", Way.DO_BLOCK, FAILS, revision(do("RAISE 'not on this server'"), NOTHING)),
    defect(
        "an EXECUTE runs text that is no SQL", Way.DYNAMIC, FAILS, revision(dynamic("ALTER", "TABEL", "cfg.x"), NOTHING)
    ),
    defect(
        "a name is misspelt in the migration's Python",
        Way.PYTHON,
        FAILS,
        revision('op.drop_colum("tickets", "subject", schema="cfg")', NOTHING),
    ),
    defect(
        "an index is made concurrently inside the transaction",
        Way.SQL,
        FAILS,
        revision(sql("CREATE INDEX CONCURRENTLY x ON cfg.tickets (opener_id)"), NOTHING),
    ),
    defect(
        "an old migration makes an enum that its parent made already",
        Way.OLD_MIGRATION,
        f"upgrade-fails {HEAD}",
        Replace("migrations/versions/c24c600340de_create_panel_buttons.py", 'name="button_style"', 'name="panel_kind"'),
        also=[f"edited-history {HEAD}"],
    ),
    honest(
        "an index is made concurrently in an autocommit block",
        Way.AUTOCOMMIT,
        "upgrade-fails",
        model(
            "tickets", "Mapped[Snowflake]\n    subject", "Mapped[Snowflake] = mapped_column(index=True)\n    subject"
        ),
        revision(
            committed(sql("CREATE INDEX CONCURRENTLY ix_tickets_opener_id ON cfg.tickets (opener_id)")),
            committed(sql("DROP INDEX CONCURRENTLY cfg.ix_tickets_opener_id")),
        ),
    ),
    honest(
        "a savepoint catches what fails",
        Way.PYTHON,
        "upgrade-fails",
        noted(
            """
            try:
                with op.get_bind().begin_nested():
                    op.execute("ALTER TABLE cfg.ticket ADD COLUMN topic text")
            except sa.exc.ProgrammingError:
                pass
            """
        ),
    ),
)
