"""drop-table, drop-column, drop-schema, drop-type."""

from dataclasses import replace

from records import (
    anew,
    called,
    column,
    constraint,
    down,
    enum,
    failure,
    found,
    gone,
    index,
    loss,
    made,
    record,
    revision,
    schema,
    subjects,
    table,
    trial,
    up,
)

from migrations_check.checks import drop_column, drop_schema, drop_table, drop_type

TICKETS, TOPIC = table("cfg.tickets"), column("cfg.tickets.topic")
STATUS = enum("cfg.status", "open", "closed")
WITH_ROWS = trial("a1", rows={"cfg.tickets": 3}, values={"cfg.tickets.topic": 2})
CHECKS = (drop_table, drop_column, drop_schema, drop_type)


def told(*parts):
    """The subjects of all four."""
    return [subject for check in CHECKS for subject in subjects(check, record(*parts))]


def test_a_partition_goes_with_its_table():
    part = table("cfg.tickets_2024", inherits=["cfg.tickets"], partition="DEFAULT")
    assert told(up("a1", gone(TICKETS), gone(part))) == ["cfg.tickets"]
    assert told(up("a1", gone(part))) == ["cfg.tickets_2024"]


def test_a_column_goes_on_the_line_that_drops_it_with_the_values_it_had():
    (finding,) = found(drop_column, record(up("a1", gone(TOPIC, 1), lines=[17, 18]), WITH_ROWS))
    assert (finding.subject, finding.path, finding.line) == ("cfg.tickets.topic", "migrations/versions/a1.py", 18)
    assert finding.message == "cfg.tickets.topic is dropped; 2 of its 3 made-up rows had a value"


def test_rows_that_a_person_gave_are_called_so():
    given = trial("a1", rows={"cfg.tickets": 1}, values={"cfg.tickets.topic": 0}, seed="seed/a1.sql")
    (finding,) = found(drop_column, record(up("a1", gone(TOPIC)), given))
    assert finding.message == "cfg.tickets.topic is dropped; none of its 1 row from seed/a1.sql had a value"


def test_where_no_rows_could_be_made_none_are_told():
    (finding,) = found(drop_column, record(up("a1", gone(TOPIC)), trial("a1", unfilled={"cfg.tickets": "no"})))
    assert finding.message == "cfg.tickets.topic is dropped"


def test_a_column_whose_values_were_kept_elsewhere_comes_back_with_them():
    steps = up("a1", gone(TOPIC)), down("a1", made(TOPIC))
    (finding,) = found(drop_column, record(*steps, WITH_ROWS))
    assert finding.message.endswith("2 of its 3 made-up rows had a value; the downgrade puts them back")
    empty = replace(WITH_ROWS, lost_down=(loss("cfg.tickets", "topic", 2, 2),))
    assert found(drop_column, record(*steps, empty))[0].message.endswith("had a value")
    assert found(drop_column, record(steps[0], WITH_ROWS))[0].message.endswith("had a value")


def test_a_column_of_the_same_type_in_its_place_may_be_the_same_one():
    subject, number = column("cfg.tickets.subject"), column("cfg.tickets.number", "integer")
    (finding,) = found(drop_column, record(up("a1", made(number), made(subject), gone(TOPIC))))
    assert finding.message == (
        "cfg.tickets.topic is dropped; if cfg.tickets.subject is to take its place, rename it instead, and it keeps "
        "its values"
    )
    assert found(drop_column, record(up("a1", made(number), gone(TOPIC))))[0].message == "cfg.tickets.topic is dropped"


def test_a_column_dropped_and_made_again_under_its_name_is_lost():
    (finding,) = found(drop_column, record(up("a1", anew(TOPIC)), WITH_ROWS))
    assert finding.message == "cfg.tickets.topic is dropped and made again; 2 of its 3 made-up rows had a value"


def test_a_table_goes_with_its_rows_and_its_columns_are_not_told_besides():
    inside = [TOPIC, index("cfg.ix_topic", "cfg.tickets", "USING btree (topic)")]
    steps = up("a1", gone(TICKETS), *map(gone, inside))
    assert told(steps) == ["cfg.tickets"]
    (finding,) = found(drop_table, record(steps, WITH_ROWS))
    assert finding.message == "cfg.tickets is dropped; it had 3 made-up rows"


def test_a_table_made_again_empty_is_lost_whatever_stands_there_now():
    (finding,) = found(drop_table, record(up("a1", anew(TICKETS), anew(TOPIC)), WITH_ROWS))
    assert finding.message == "cfg.tickets is dropped and made again; it had 3 made-up rows"


def test_a_schema_goes_with_what_is_in_it():
    steps = up("a1", gone(schema("cfg")), gone(TICKETS), gone(TOPIC), gone(STATUS))
    assert told(steps) == ["cfg"]
    (finding,) = found(drop_schema, record(steps))
    assert finding.message == "schema cfg is dropped, and with it cfg.tickets"


def test_a_type_goes_with_its_values_and_besides_its_table():
    steps = up("a1", gone(TICKETS), gone(STATUS))
    assert told(steps) == ["cfg.tickets", "cfg.status"]
    (finding,) = found(drop_type, record(steps))
    assert finding.message == "type cfg.status is dropped; gone with it: open, closed"


def test_an_enum_made_anew_tells_the_values_that_it_lacks():
    (finding,) = found(drop_type, record(up("a1", anew(STATUS, values=["open", "done"]))))
    assert finding.message == "type cfg.status is dropped and made again; gone with it: closed"


def test_each_new_revision_is_judged_and_no_old_one():
    old = revision("a1", new=False)
    assert told(old, up("a1", gone(TICKETS)), up("b2", gone(column("cfg.xp.level")))) == ["cfg.xp.level"]


def test_silent():
    assert not told(up("a1", made(TICKETS)), down("a1", gone(TICKETS)))
    assert not told(up("a1", *called(TICKETS, "cfg.cases"), *called(TOPIC, "cfg.cases.topic", "cfg.cases")))
    assert not told(up("a1", *called(STATUS, "cfg.state")))
    assert not told(up("a1", gone(table("public.logs")), gone(column("public.users.name")), gone(schema("public"))))
    assert not told(up("a1", gone(constraint("cfg.tickets.ck", "CHECK (true)"))))
    assert not told(up("a1", gone(TICKETS), error=failure("no")))
