"""What stands beside the bot's own schema, and is touched."""

from __future__ import annotations

from tests.mutants.catalog.changes import NO_VOTES, noted
from tests.mutants.edits import Replace
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import called, cursor, do, lines, revision, sql

METRICS = "outside-schema public.metrics"

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a table is made without its schema",
        Way.OPERATION,
        "outside-schema public.reminders",
        noted('op.create_table("reminders", sa.Column("id", sa.Integer()))', 'op.drop_table("reminders")'),
    ),
    defect(
        "an enum is made without its schema",
        Way.CORE,
        "outside-schema public.mood",
        noted('sa.Enum("good", "bad", name="mood").create(op.get_bind())', 'sa.Enum(name="mood").drop(op.get_bind())'),
    ),
    defect(
        "rows are put into the metrics of another service",
        Way.BULK_INSERT,
        METRICS,
        noted(
            """
            metrics = sa.table("metrics", sa.column("name"), sa.column("value"))
            op.bulk_insert(metrics, [{"name": "migrated", "value": 1.0}])
            """,
            sql("DELETE FROM metrics WHERE name = 'migrated'"),
        ),
    ),
    defect(
        "the website's own function is called, and deletes its sessions",
        Way.FUNCTION,
        "outside-schema public.web_sessions",
        noted(sql("SELECT public.purge_web_sessions()")),
    ),
    defect(
        "an extension is made",
        Way.SQL,
        "outside-schema pg_trgm",
        noted(sql("CREATE EXTENSION pg_trgm"), sql("DROP EXTENSION pg_trgm")),
    ),
    defect(
        "a DO block gives everybody the right to read metrics",
        Way.DO_BLOCK,
        METRICS,
        noted(do("GRANT SELECT ON public.metrics TO PUBLIC"), sql("REVOKE SELECT ON public.metrics FROM PUBLIC")),
    ),
    defect(
        "an EXECUTE sets the search_path of the database",
        Way.DYNAMIC,
        "outside-schema database",
        noted(
            sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO cfg', current_database()); END $$"),
            sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', current_database()); END $$"),
        ),
    ),
    defect(
        "a trigger is put on the website's table",
        Way.TRIGGER,
        "outside-schema public.web_sessions.watch",
        noted(
            lines(
                sql("CREATE FUNCTION cfg.watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"),
                sql("CREATE TRIGGER watch BEFORE INSERT ON web_sessions FOR EACH ROW EXECUTE FUNCTION cfg.watch()"),
            ),
            sql("DROP FUNCTION cfg.watch() CASCADE"),
        ),
    ),
    defect(
        "a table is moved to public",
        Way.SQL,
        "outside-schema public.application_votes",
        NO_VOTES,
        revision(
            sql("ALTER TABLE cfg.application_votes SET SCHEMA public"),
            sql("ALTER TABLE public.application_votes SET SCHEMA cfg"),
        ),
    ),
    defect(
        "env.py makes an extension before the first migration",
        Way.ENV,
        "outside-schema pg_trgm",
        Replace(
            "migrations/env.py",
            "        connection.execute(create_schema)\n",
            "        connection.execute(create_schema)\n"
            '        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")\n',
        ),
    ),
    defect(
        "the downgrade alone drops an index of another service",
        Way.DRIVER,
        "outside-schema public.ix_web_sessions_user_id",
        noted(down=cursor("DROP INDEX public.ix_web_sessions_user_id")),
        also=["downgrade-differs public.ix_web_sessions_user_id"],
    ),
    honest(
        "a foreign key leads to a table of the website, whose triggers it brings",
        Way.SQL,
        "outside-schema",
        revision(
            sql("ALTER TABLE cfg.guilds ADD CONSTRAINT seen FOREIGN KEY (name) REFERENCES web_sessions NOT VALID"),
            sql("ALTER TABLE cfg.guilds DROP CONSTRAINT seen"),
        ),
        also=["unrelated-change cfg.guilds.seen", "stale-models cfg.guilds.seen"],
    ),
    honest(
        "the metrics are only read", Way.CTE, "outside-schema", noted(sql("WITH m AS (TABLE metrics) SELECT * FROM m"))
    ),
    honest(
        "a function of the migration's own lives until its end",
        Way.FUNCTION,
        "outside-schema",
        noted(called("PERFORM 1")),
    ),
)
