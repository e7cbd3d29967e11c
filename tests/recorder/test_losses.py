"""What rows and values are gone, told from the rows before and after."""

from __future__ import annotations

from typing import Any

from migrations_check.record import Loss
from migrations_check.recorder.data import Column, Data, Table
from migrations_check.recorder.losses import losses, losses_by_name

COLUMNS = (Column(1, "id", "integer"), Column(2, "name", "text"), Column(3, "topic", "text"))


def tickets(*rows: tuple[Any, ...], columns: tuple[Column, ...] = COLUMNS, key: tuple[int, ...] = (1,)) -> Data:
    return {16384: Table(16384, "cfg.tickets", columns, key, rows)}


BEFORE = tickets(("1", "ada", "a ban"), ("2", "bob", None), ("3", "cy", "a refund"))


def test_rows_that_stay_as_they_are_are_no_loss() -> None:
    turned = tickets(("3", "cy", "a refund"), ("1", "ada", "a ban"), ("2", "bob", None))
    assert losses(BEFORE, turned) == []


def test_a_deleted_row_is_shown() -> None:
    left = tickets(("1", "ada", "a ban"), ("2", "bob", None))
    assert losses(BEFORE, left) == [Loss("cfg.tickets", "", 1, 3, "id = 3, name = 'cy', topic = 'a refund'")]


def test_another_value_in_a_column_is_told_of_those_that_had_one() -> None:
    blank = tickets(("1", "ada", ""), ("2", "bob", ""), ("3", "cy", ""))
    assert losses(BEFORE, blank) == [Loss("cfg.tickets", "topic", 2, 2, "'a ban', now ''")]


def test_filling_what_was_null_is_no_loss() -> None:
    filled = tickets(("1", "ada", "a ban"), ("2", "bob", "unknown"), ("3", "cy", "a refund"))
    assert losses(BEFORE, filled) == []


def test_a_new_column_and_a_new_row_are_no_loss() -> None:
    columns = (*COLUMNS, Column(4, "opened", "date"))
    more = tickets(
        ("1", "ada", "a ban", "2026-01-01"),
        ("2", "bob", None, "2026-01-01"),
        ("3", "cy", "a refund", "2026-01-01"),
        ("4", "di", None, None),
        columns=columns,
    )
    assert losses(BEFORE, more) == []


def test_a_renamed_column_keeps_its_values() -> None:
    columns = (COLUMNS[0], COLUMNS[1], Column(3, "subject", "text"))
    renamed = tickets(*BEFORE[16384].rows, columns=columns)
    assert losses(BEFORE, renamed) == []


def test_a_dropped_column_is_not_this_checks_to_tell() -> None:
    left = tickets(("1", "ada"), ("2", "bob"), ("3", "cy"), columns=COLUMNS[:2])
    assert losses(BEFORE, left) == []


def test_values_exchanged_between_rows_are_losses() -> None:
    exchanged = tickets(("1", "bob", "a ban"), ("2", "ada", None), ("3", "cy", "a refund"))
    assert losses(BEFORE, exchanged) == [Loss("cfg.tickets", "name", 2, 3, "'ada', now 'bob'")]


def test_a_wider_type_writes_the_same_values_otherwise_and_loses_none() -> None:
    before = tickets(("1", "2026-01-01"), ("2", "2026-01-02"), columns=(COLUMNS[0], Column(2, "opened", "date")))
    after = tickets(
        ("1", "2026-01-01 00:00:00"),
        ("2", "2026-01-02 00:00:00"),
        columns=(COLUMNS[0], Column(2, "opened", "timestamp without time zone")),
    )
    assert losses(before, after) == []


def test_a_type_that_makes_different_values_the_same_loses_them() -> None:
    before = tickets(("1", "1.25"), ("2", "1.5"), ("3", "3"), columns=(COLUMNS[0], Column(2, "price", "numeric")))
    after = tickets(("1", "1"), ("2", "1"), ("3", "3"), columns=(COLUMNS[0], Column(2, "price", "integer")))
    assert losses(before, after) == [Loss("cfg.tickets", "price", 1, 3, "1.5, now 1")]


def test_new_keys_are_values_overwritten_and_not_rows_deleted() -> None:
    moved = tickets(("101", "ada", "a ban"), ("102", "bob", None), ("103", "cy", "a refund"))
    assert losses(BEFORE, moved) == [Loss("cfg.tickets", "id", 3, 3, "1, now 101")]


def test_of_two_rows_alike_one_deleted_is_missed_where_there_is_no_key() -> None:
    before = tickets(("1", "ada", None), ("1", "ada", None), ("2", "bob", None), key=())
    after = tickets(("1", "ada", None), ("2", "bob", None), key=())
    assert losses(before, after) == [Loss("cfg.tickets", "", 1, 3, "id = 1, name = 'ada', topic = NULL")]


def test_without_a_key_a_changed_row_is_held_against_the_one_most_like_it() -> None:
    before = tickets(("1", "ada", "a ban"), ("2", "bob", "a refund"), key=())
    after = tickets(("2", "bob", "closed"), ("1", "ada", "a ban"), key=())
    assert losses(before, after) == [Loss("cfg.tickets", "topic", 1, 2, "'a refund', now 'closed'")]


def test_a_table_made_anew_under_its_name_is_compared_by_name_alone() -> None:
    anew = {20000: Table(20000, "cfg.tickets", COLUMNS, (1,), ())}
    assert losses(BEFORE, anew) == []
    assert losses_by_name(BEFORE, anew) == [Loss("cfg.tickets", "", 3, 3, "id = 1, name = 'ada', topic = 'a ban'")]


def test_an_enum_value_with_another_name_is_the_same_value() -> None:
    def states(*labels: str) -> tuple[Column, ...]:
        return (COLUMNS[0], Column(2, "state", "cfg.state", {"30001": labels[0], "30002": labels[1]}))

    before = tickets(("1", "open"), ("2", "shut"), columns=states("open", "shut"))
    renamed = tickets(("1", "open"), ("2", "closed"), columns=states("open", "closed"))
    overwritten = tickets(("1", "open"), ("2", "open"), columns=states("open", "closed"))
    assert losses(before, renamed) == []
    assert losses(before, overwritten) == [Loss("cfg.tickets", "state", 1, 2, "'closed', now 'open'")]


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    before = tickets(("1", "x" * 5000), columns=COLUMNS[:2])
    (loss,) = losses(before, tickets(("1", "y"), columns=COLUMNS[:2]))
    assert loss.example == f"'{'x' * 30}…' (5000 characters), now 'y'"


def test_texts_cut_to_a_narrower_column_are_a_loss_and_a_wider_number_is_none() -> None:
    narrow = (Column(1, "id", "bigint"), Column(2, "name", "character varying(3)"), Column(3, "topic", "text"))
    cut = tickets(("1", "ada", "a ban"), ("2", "bob", None), ("3", "cy", "a refund"), columns=narrow)
    assert losses(BEFORE, cut) == []
    narrow = (*narrow[:2], Column(3, "topic", "character varying(3)"))
    cut = tickets(("1", "ada", "a b"), ("2", "bob", None), ("3", "cy", "a r"), columns=narrow)
    assert losses(BEFORE, cut) == [Loss("cfg.tickets", "topic", 2, 2, "'a ban', now 'a b'")]
