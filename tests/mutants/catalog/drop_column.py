"""Columns that go away."""

from __future__ import annotations

from tests.mutants.catalog.changes import NO_SUBJECT, SUBJECT_BACK, noted
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import (
    called,
    cursor,
    do,
    revision,
    searched,
    sql,
)

SUBJECT = "drop-column cfg.tickets.subject"


def no_subject(up: str, **more: str) -> Mutation:
    return NO_SUBJECT, revision(up, SUBJECT_BACK, **more)


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "op.drop_column drops the subjects of tickets",
        Way.OPERATION,
        SUBJECT,
        no_subject('op.drop_column("tickets", "subject", schema="cfg")'),
    ),
    defect(
        "batch operations drop a column",
        Way.BATCH,
        SUBJECT,
        no_subject('with op.batch_alter_table("tickets", schema="cfg") as batch:\n    batch.drop_column("subject")'),
    ),
    defect(
        "a column is dropped by a DO block",
        Way.DO_BLOCK,
        SUBJECT,
        no_subject(do("ALTER TABLE cfg.tickets DROP subject")),
    ),
    defect(
        "a function that is called drops a column",
        Way.FUNCTION,
        SUBJECT,
        no_subject(called("ALTER TABLE cfg.tickets DROP COLUMN subject")),
    ),
    defect(
        "a column is dropped and added again under its name",
        Way.SEVERAL,
        SUBJECT,
        revision(
            sql("ALTER TABLE cfg.tickets DROP COLUMN subject; ALTER TABLE cfg.tickets ADD COLUMN subject text"),
            sql("ALTER TABLE cfg.tickets DROP COLUMN subject, ADD COLUMN subject text"),
        ),
    ),
    defect(
        "the driver's own cursor drops a column",
        Way.DRIVER,
        SUBJECT,
        no_subject(cursor("ALTER TABLE cfg.tickets DROP COLUMN subject")),
    ),
    defect(
        "the models keep the column that the migration drops",
        Way.SEARCH_PATH,
        SUBJECT,
        revision(searched("ALTER TABLE tickets DROP COLUMN subject"), SUBJECT_BACK),
        also=["stale-models cfg.tickets.subject", "unrelated-change cfg.tickets"],
    ),
    honest(
        "a column is added and dropped within one migration",
        Way.SEVERAL,
        "drop-column",
        noted(sql("ALTER TABLE cfg.tickets ADD COLUMN scratch text; ALTER TABLE cfg.tickets DROP COLUMN scratch")),
    ),
    honest(
        "a drop that is meant is acknowledged with its reason",
        Way.OPERATION,
        "drop-column",
        no_subject(
            'op.drop_column("tickets", "subject", schema="cfg")',
            top='acknowledged = {"drop-column cfg.tickets.subject": "unread since 2.4 (#41)"}',
        ),
    ),
    honest("an ordinary downgrade drops what the upgrade added", Way.OPERATION, "drop-column", noted()),
)
