"""On which line a change stands, where several statements touched one table."""

from __future__ import annotations

from dataclasses import replace

from records import table

from migrations_check.record import Statement
from migrations_check.recorder.step_log import StepLog
from migrations_check.snapshot import Thing


def noted(*statements: tuple[int, str], table: str) -> StepLog:
    log = StepLog("a1", "up", "a1.py", every_statement=False)
    log.statements += [Statement(sql, line, 0.001) for line, sql in statements]
    log.by_object[table] = list(range(len(statements)))
    return log


def of(table: Thing, address: str) -> Thing:
    return Thing("column", "cfg", address, table.address, {"type": "text"}, f"{table.object}:7")


def test_a_column_stands_on_the_statement_that_speaks_of_it() -> None:
    tickets = table("cfg.tickets")
    log = noted(
        (11, "ALTER TABLE cfg.tickets DROP COLUMN topic"),
        (12, "ALTER TABLE cfg.tickets ADD COLUMN a TEXT"),
        (13, "ALTER TABLE cfg.tickets ALTER COLUMN state TYPE TEXT"),
        table=tickets.object,
    )
    for thing, came in ((of(tickets, "cfg.tickets.topic"), None), (None, of(tickets, "cfg.tickets.a"))):
        known = thing or came
        assert known is not None
        log.before[known.key], log.after[known.key] = thing, came
    lines = {c.address: log.statements[c.statement or 0].line for c in log.changes()}
    assert lines == {"cfg.tickets.topic": 11, "cfg.tickets.a": 12}


def test_a_column_made_anew_stands_on_the_statement_that_dropped_it() -> None:
    tickets = table("cfg.tickets")
    log = noted(
        (11, "ALTER TABLE cfg.tickets DROP COLUMN topic"),
        (12, "ALTER TABLE cfg.tickets ADD COLUMN topic TEXT"),
        table=tickets.object,
    )
    gone = of(tickets, "cfg.tickets.topic")
    log.before[gone.key], log.after[gone.key] = gone, replace(gone, identity=f"{tickets.object}:8")
    assert [log.statements[change.statement or 0].line for change in log.changes()] == [11]


def test_a_column_that_nobody_names_stands_on_the_last_statement() -> None:
    tickets = table("cfg.tickets")
    log = noted((11, "SELECT tidy('tickets')"), (12, "SELECT tidy('tickets', true)"), table=tickets.object)
    gone = of(tickets, "cfg.tickets.topic")
    log.before[gone.key], log.after[gone.key] = gone, None
    assert [change.statement for change in log.changes()] == [1]
