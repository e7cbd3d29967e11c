from records import (
    called,
    changed,
    column,
    enum,
    found,
    gone,
    made,
    record,
    schema,
    subjects,
    table,
    up,
    view,
)

from migrations_check.checks import rename

TICKETS, TOPIC = table("cfg.tickets"), column("cfg.tickets.topic")
STATUS = enum("cfg.status", "open", "closed")


def told(*changes):
    return subjects(rename, record(up("a1", *changes)))


def test_a_column_is_told_with_both_names():
    steps = up("a1", *called(TOPIC, "cfg.tickets.subject", statement=0), lines=[14])
    (finding,) = found(rename, record(steps))
    assert (finding.subject, finding.line) == ("cfg.tickets.topic", 14)
    assert finding.message == "column cfg.tickets.topic is renamed to cfg.tickets.subject"


def test_a_table_is_told_without_its_columns():
    inside = called(TOPIC, "cfg.cases.topic", "cfg.cases")
    assert told(*called(TICKETS, "cfg.cases"), *inside) == ["cfg.tickets"]


def test_a_column_renamed_in_a_renamed_table_is_told_besides():
    inside = called(TOPIC, "cfg.cases.subject", "cfg.cases")
    assert told(*called(TICKETS, "cfg.cases"), *inside) == ["cfg.tickets", "cfg.tickets.topic"]


def test_a_schema_is_told_without_what_is_in_it():
    assert told(*called(schema("cfg"), "conf"), *called(TICKETS, "conf.tickets")) == ["cfg"]


def test_a_table_moved_to_another_schema_has_another_name():
    moved = up("a1", *called(TICKETS, "archive.tickets"))
    assert subjects(rename, record(moved, schemas=("cfg", "archive"))) == ["cfg.tickets"]


def test_a_table_that_is_moved_to_others_is_for_outside_schema_to_tell():
    assert not told(*called(TICKETS, "public.tickets"), *called(TOPIC, "public.tickets.topic", "public.tickets"))


def test_a_view():
    assert told(*called(view("cfg.open_tickets"), "cfg.waiting_tickets")) == ["cfg.open_tickets"]


def test_an_enum_value():
    (finding,) = found(rename, record(up("a1", changed(STATUS, values=["open", "done"]))))
    assert finding.subject == "cfg.status"
    assert finding.message == "value closed of cfg.status is renamed to done"


def test_an_enum_value_renamed_while_another_is_added():
    (finding,) = found(rename, record(up("a1", changed(STATUS, values=["open", "waiting", "done"]))))
    assert finding.message == "value closed of cfg.status is renamed"


def test_silent():
    assert not told(changed(STATUS, values=["open", "closed", "waiting"]))
    assert not told(gone(TOPIC), made(column("cfg.tickets.subject")))
    assert not told(*called(table("public.logs"), "public.events"))
    assert not told(*called(STATUS, "cfg.state"))
