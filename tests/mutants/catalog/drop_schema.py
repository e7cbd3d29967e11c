"""Schemas that go away."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.edits import Append
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import (
    NEW,
    SECOND,
    do,
    revision,
    sql,
)

# What the bot counts, in a schema that Alembic manages too.
STATISTICS = """
CREATE SCHEMA stats;
CREATE TYPE stats.period AS ENUM ('day', 'week');
CREATE FUNCTION stats.today() RETURNS date LANGUAGE sql AS 'SELECT current_date';
"""
MANAGED = (
    Append("pyproject.toml", '\n[tool.migrations-check]\nschemas = ["cfg", "stats"]\n'),
    Append("migrations/baseline.sql", STATISTICS),
)

STATS = "drop-schema stats"


def no_statistics(up: str) -> Mutation:
    return MANAGED, revision(up, sql(STATISTICS))


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "raw SQL drops a schema with what is in it", Way.SQL, STATS, no_statistics(sql("DROP SCHEMA stats CASCADE"))
    ),
    defect(
        "SQLAlchemy's DropSchema is executed",
        Way.OPERATION,
        STATS,
        no_statistics('op.execute(sa.schema.DropSchema("stats", cascade=True))'),
    ),
    defect(
        "a DO block drops each schema that is not the bot's own",
        Way.DO_BLOCK,
        STATS,
        no_statistics(
            sql(
                """
                DO $$ DECLARE name text; BEGIN
                    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'stat%' LOOP
                        EXECUTE format('DROP SCHEMA %I CASCADE', name);
                    END LOOP;
                END $$
                """
            )
        ),
    ),
    defect(
        "a schema is dropped and made again, to begin anew",
        Way.SEVERAL,
        STATS,
        MANAGED,
        revision(sql("DROP SCHEMA stats CASCADE;" + STATISTICS), sql("DROP SCHEMA stats CASCADE;" + STATISTICS)),
    ),
    defect(
        "two migrations: the second drops the schema that the first made",
        Way.TWO_MIGRATIONS,
        "drop-schema season",
        Append("pyproject.toml", '\n[tool.migrations-check]\nschemas = ["cfg", "season"]\n'),
        revision('op.execute(sa.schema.CreateSchema("season"))', 'op.execute(sa.schema.DropSchema("season"))'),
        revision(
            'op.get_bind().execute(sa.schema.DropSchema("season"))',
            'op.get_bind().execute(sa.schema.CreateSchema("season"))',
            parent=NEW,
            id=SECOND,
        ),
    ),
    honest(
        "a downgrade drops the schema that its upgrade made",
        Way.SQL,
        "drop-schema",
        Append("pyproject.toml", '\n[tool.migrations-check]\nschemas = ["cfg", "season"]\n'),
        revision(sql("CREATE SCHEMA season"), sql("DROP SCHEMA season")),
    ),
    honest(
        "a schema is made for the migration's own work and dropped at its end",
        Way.DO_BLOCK,
        "drop-schema",
        noted(do("CREATE SCHEMA work; CREATE TABLE work.names (name text); DROP SCHEMA work CASCADE")),
    ),
)
