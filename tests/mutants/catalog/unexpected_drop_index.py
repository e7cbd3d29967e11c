"""Indexes that go away while the models keep them."""

from __future__ import annotations

from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import NEW, SECOND, committed, model, revision, searched, sql

UNCLOSED = "unexpected-drop-index cfg.ix_tickets_unclosed"

MAKE_UNCLOSED = "CREATE INDEX {how} ix_tickets_unclosed ON cfg.tickets (guild_id, opened_at) WHERE status <> 'closed'"

UNCLOSED_BACK = committed(sql(MAKE_UNCLOSED.format(how="CONCURRENTLY")))

UNCLOSED_IN_MODEL = """
        Index("ix_tickets_unclosed", "guild_id", "opened_at", postgresql_where=text("status <> 'closed'")),"""

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "op.drop_index drops an index that the model keeps",
        Way.OPERATION,
        UNCLOSED,
        revision('op.drop_index("ix_tickets_unclosed", table_name="tickets", schema="cfg")', UNCLOSED_BACK),
        also=["stale-models cfg.ix_tickets_unclosed"],
    ),
    defect(
        "an index is dropped without its schema, found on the search_path",
        Way.SEARCH_PATH,
        UNCLOSED,
        revision(searched("DROP INDEX ix_tickets_unclosed"), UNCLOSED_BACK),
        also=["stale-models cfg.ix_tickets_unclosed"],
    ),
    defect(
        "a DO block drops every partial index of a table",
        Way.DO_BLOCK,
        UNCLOSED,
        revision(
            sql(
                """
                DO $$ DECLARE name text; BEGIN
                    FOR name IN SELECT indexrelid::regclass FROM pg_index
                        WHERE indrelid = 'cfg.tickets'::regclass AND indpred IS NOT NULL LOOP
                        EXECUTE 'DROP INDEX ' || name;
                    END LOOP;
                END $$
                """
            ),
            UNCLOSED_BACK,
        ),
        also=["stale-models cfg.ix_tickets_unclosed"],
    ),
    defect(
        "a unique index is dropped concurrently, and two applications can be pending",
        Way.AUTOCOMMIT,
        "unexpected-drop-index cfg.uq_applications_pending",
        revision(
            committed(sql("DROP INDEX CONCURRENTLY cfg.uq_applications_pending")),
            committed(
                sql(
                    """CREATE UNIQUE INDEX CONCURRENTLY uq_applications_pending
                    ON cfg.applications (form_id, applicant_id) WHERE status = 'pending'"""
                )
            ),
        ),
        also=["stale-models cfg.uq_applications_pending"],
    ),
    defect(
        "two migrations: an index is made by hand, and dropped as nobody's",
        Way.TWO_MIGRATIONS,
        "unexpected-drop-index cfg.ix_tickets_opener_id",
        revision(
            committed(sql("CREATE INDEX CONCURRENTLY ix_tickets_opener_id ON cfg.tickets (opener_id)")),
            sql("DROP INDEX cfg.ix_tickets_opener_id"),
        ),
        revision(
            sql("DROP INDEX cfg.ix_tickets_opener_id"),
            committed(sql("CREATE INDEX CONCURRENTLY ix_tickets_opener_id ON cfg.tickets (opener_id)")),
            parent=NEW,
            id=SECOND,
        ),
        also=["unrelated-change cfg.ix_tickets_opener_id"],
    ),
    honest(
        "an index goes from the model and from the database",
        Way.OPERATION,
        "unexpected-drop-index",
        model("tickets", UNCLOSED_IN_MODEL, ""),
        revision('op.drop_index("ix_tickets_unclosed", table_name="tickets", schema="cfg")', UNCLOSED_BACK),
    ),
    honest(
        "an index is built anew beside the old one, which then is dropped",
        Way.AUTOCOMMIT,
        "unexpected-drop-index",
        revision(
            committed(
                sql(
                    """CREATE INDEX CONCURRENTLY ix_unclosed_anew
                    ON cfg.tickets (guild_id, opened_at) WHERE status <> 'closed'"""
                ),
                sql("DROP INDEX CONCURRENTLY cfg.ix_tickets_unclosed"),
                sql("ALTER INDEX cfg.ix_unclosed_anew RENAME TO ix_tickets_unclosed"),
            ),
            sql("SELECT 1"),
        ),
    ),
)
