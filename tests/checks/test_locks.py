"""blocking-lock and table-rewrite."""

import pytest
from records import blocked, failure, found, not_judged, record, revision, sql, subjects, trial, up

from migrations_check.checks import blocking_lock, table_rewrite


def after(statement, **more):
    """What both checks say of one statement that stops others from cfg.xp."""
    told = record(up("a1"), trial("a1", blocked("cfg.xp", **more), statements=[sql(statement)]))
    return [*found(blocking_lock, told), *found(table_rewrite, told)]


def test_an_index_stops_writers_on_its_line():
    (finding,) = after("CREATE INDEX ix_xp_level ON cfg.xp (level)", mode="ShareLock")
    assert (finding.subject, finding.path, finding.line) == ("cfg.xp", "migrations/versions/a1.py", 12)
    assert finding.message == (
        "a statement scans cfg.xp under ShareLock: until the transaction ends it cannot be written, and the more rows "
        "it has the longer that takes. Instead: CREATE INDEX CONCURRENTLY ix_xp_level ON cfg.xp ..., inside "
        "`with op.get_context().autocommit_block():` (op.create_index takes postgresql_concurrently=True)"
    )


@pytest.mark.parametrize(
    ("statement", "advice"),
    [
        ('create unique index if not exists "ix xp"\n on cfg.xp(level)', 'CREATE unique INDEX CONCURRENTLY "ix xp" ON'),
        ("create index on cfg.xp (level)", "CREATE INDEX CONCURRENTLY ON cfg.xp ..."),
        ("REINDEX TABLE cfg.xp", "REINDEX TABLE CONCURRENTLY"),
        (
            "ALTER TABLE cfg.xp ADD CONSTRAINT ck_level CHECK (level > 0)",
            "ALTER TABLE cfg.xp ADD CONSTRAINT ck_level CHECK ... NOT VALID (postgresql_not_valid=True), and in a "
            "later migration ALTER TABLE cfg.xp VALIDATE CONSTRAINT ck_level",
        ),
        (
            "ALTER TABLE cfg.xp ADD CONSTRAINT fk FOREIGN KEY(guild_id) REFERENCES cfg.guilds (id)",
            "ADD CONSTRAINT fk FOREIGN KEY ... NOT VALID",
        ),
        ("ALTER TABLE cfg.xp ADD CHECK (level > 0)", "ADD CONSTRAINT, with a name, CHECK ... NOT VALID"),
        (
            "ALTER TABLE cfg.xp ADD CONSTRAINT uq_xp UNIQUE (guild_id, level)",
            "CREATE UNIQUE INDEX CONCURRENTLY uq_xp ON cfg.xp ..., inside `with op.get_context().autocommit_block():`, "
            "and then ALTER TABLE cfg.xp ADD CONSTRAINT uq_xp UNIQUE USING INDEX uq_xp",
        ),
        (
            "ALTER TABLE cfg.xp ALTER COLUMN level SET NOT NULL",
            "CHECK (level IS NOT NULL) NOT VALID; in a later migration VALIDATE it, SET NOT NULL",
        ),
        ("ALTER TABLE cfg.xp ALTER COLUMN level TYPE BIGINT", "copy level to it in batches"),
        ("alter table only cfg.xp alter level set data type bigint", "add a new column of the new type to cfg.xp"),
        (
            "ALTER TABLE cfg.xp ADD COLUMN token UUID DEFAULT gen_random_uuid() NOT NULL",
            "add token to cfg.xp without the default, then ALTER COLUMN token SET DEFAULT",
        ),
        ("ALTER TABLE cfg.xp ADD COLUMN owner BIGINT REFERENCES cfg.users (id)", "add owner to cfg.xp alone"),
        ("/* tidy up */ VACUUM (ANALYZE, FULL) cfg.xp", "pg_repack"),
        ("CLUSTER cfg.xp USING ix_xp", "pg_repack"),
        ("ALTER TABLE cfg.xp SET UNLOGGED", "stop the bot for it, or do it in small steps"),
    ],
)
def test_the_safer_way_for_this_very_statement(statement, advice):
    (finding,) = after(statement)
    assert advice in finding.message.partition("Instead: ")[2]


def test_postgres_makes_no_index_concurrently_on_a_partitioned_table():
    statement = sql("CREATE INDEX ix_sent ON cfg.messages (sent)")
    told = record(up("a1"), trial("a1", blocked("cfg.messages_2024", mode="ShareLock"), statements=[statement]))
    assert found(blocking_lock, told)[0].message.partition("Instead: ")[2] == (
        "CREATE INDEX ix_sent ON ONLY cfg.messages ..., then CREATE INDEX CONCURRENTLY on each partition, inside `with "
        "op.get_context().autocommit_block():`, and ALTER INDEX ix_sent ATTACH PARTITION for each of those"
    )


def test_a_rewritten_table_is_told_as_that_alone():
    told = record(
        up("a1"),
        trial("a1", blocked("cfg.xp", rewritten=True), statements=[sql("ALTER TABLE cfg.xp ALTER level TYPE bigint")]),
    )
    assert subjects(blocking_lock, told) == []
    (finding,) = found(table_rewrite, told)
    assert "a statement rewrites cfg.xp under AccessExclusiveLock" in finding.message
    assert "it cannot be read or written" in finding.message


def test_an_earlier_statement_took_the_lock_under_which_rows_are_filled():
    statements = [sql("ALTER TABLE cfg.xp ADD rank int", 12), sql("UPDATE cfg.xp SET rank = level", 14)]
    told = record(up("a1"), trial("a1", blocked("cfg.xp", statement=1), statements=statements))
    (finding,) = found(blocking_lock, told)
    assert finding.line == 14
    assert (
        "Instead: split the migration behind line 12, whose lock is held until the transaction ends" in finding.message
    )


def test_a_statement_under_an_earlier_lock_that_would_block_by_itself_is_told_its_own_way_too():
    statements = [sql("ALTER TABLE cfg.xp ADD rank int", 12), sql("CREATE INDEX ix ON cfg.xp (rank)", 14)]
    told = record(up("a1"), trial("a1", blocked("cfg.xp", statement=1), statements=statements))
    message = found(blocking_lock, told)[0].message
    assert message.index("CREATE INDEX CONCURRENTLY ix") < message.index("; and split the migration behind line 12")


def test_one_operation_of_two_statements_cannot_be_split_between_them():
    added = "ALTER TABLE cfg.xp ADD CONSTRAINT fk FOREIGN KEY(guild) REFERENCES cfg.guilds (id)"
    statements = [sql("ALTER TABLE cfg.xp ADD COLUMN guild BIGINT", 12), sql(added, 12)]
    told = record(up("a1"), trial("a1", blocked("cfg.xp", statement=1), statements=statements))
    message = found(blocking_lock, told)[0].message
    assert "ADD CONSTRAINT fk FOREIGN KEY ... NOT VALID" in message
    assert "split" not in message


@pytest.mark.parametrize("check", [blocking_lock, table_rewrite])
def test_not_judged_and_silent(check):
    assert not_judged(check, record(up("a1"))) == ["not run on rows: the upgrade of a1"]
    assert not_judged(check, record(up("a1"), trial("a1", error=failure("no")))) == [
        "failing on rows: the upgrade of a1"
    ]
    old = record(revision("a1", new=False), up("a1"))
    assert not any(list(check.findings(told)) for told in (old, record(up("a1"), trial("a1"))))
