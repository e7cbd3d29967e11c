"""The document's review list for each new revision, from records made by hand."""

from dataclasses import replace

from records import (
    again,
    changed,
    column,
    constraint,
    down,
    enum,
    failure,
    gone,
    index,
    made,
    record,
    revision,
    rows,
    sequence,
    table,
    up,
)

from migrations_check.finding import Finding
from migrations_check.overview import Downgrade, Rename, overviews
from migrations_check.record import Lock, Loss, Trial
from migrations_check.snapshot import Change
from migrations_check.words import apart, facts_apart


def only(told, *findings):
    (overview,) = overviews(told, findings)
    return overview


def told(alterations):
    return [(one.what, one.kind, one.address, one.before, one.after) for one in alterations]


def renamed(thing, address):
    return gone(thing), made(replace(thing, address=address))


def test_only_new_revisions_have_one():
    both = overviews(record(revision("a0", new=False), up("a0"), up("a1"), up("a2")))
    assert [overview.revision.id for overview in both] == ["a1", "a2"]


def test_a_new_table_is_told_with_its_columns_in_their_order():
    rooms = table("cfg.rooms")
    first = replace(column("cfg.rooms.id", "bigint", not_null=True, identity="by default"), identity="1259:9:1")
    second = replace(column("cfg.rooms.name", "text", default="'new'::text"), identity="1259:9:2")
    key = constraint("cfg.rooms.pk_rooms", "PRIMARY KEY (id)", "primary key")
    numbers = sequence("cfg.rooms_id_seq", "cfg.rooms.id")
    step = up("a1", *(made(thing, 0) for thing in (second, key, rooms, first, numbers)), lines=[18])
    overview = only(record(step))
    assert told(overview.columns) == [
        ("added", "column", "cfg.rooms.id", "", "bigint, NOT NULL, identity by default"),
        ("added", "column", "cfg.rooms.name", "", "text, NULL allowed, default 'new'::text"),
    ]
    assert told(overview.others) == [
        ("added", "table", "cfg.rooms", "", ""),
        ("added", "constraint", "cfg.rooms.pk_rooms", "", "PRIMARY KEY (id)"),
    ]
    assert overview.others[0].line == 18
    assert (overview.tables, overview.schemas) == (("cfg.rooms",), ("cfg",))


def test_a_changed_column_tells_only_what_differs():
    xp = column("cfg.xp.amount", "integer", not_null=True)
    assert told(only(record(up("a1", changed(xp, type="bigint")))).columns) == [
        ("changed", "column", "cfg.xp.amount", "integer", "bigint")
    ]


def test_a_dropped_index_tells_what_it_was():
    gone_index = gone(index("cfg.ix_open", "cfg.tickets", "USING btree (opened_at)"))
    overview = only(record(up("a1", gone_index)))
    assert told(overview.others) == [("dropped", "index", "cfg.ix_open", "USING btree (opened_at)", "")]
    assert overview.tables == ("cfg.tickets",)


def test_a_value_added_to_an_enum_touches_no_table():
    overview = only(record(up("a1", changed(enum("cfg.status", "open", "closed"), values=["open", "held", "closed"]))))
    assert told(overview.others) == [
        ("changed", "type", "cfg.status", "values open, closed", "values open, held, closed")
    ]
    assert (overview.tables, overview.schemas) == ((), ("cfg",))


def test_a_constraint_of_a_domain_touches_no_table():
    level = enum("cfg.level")
    check = constraint("cfg.level.level_ck", "CHECK ((VALUE > 0))")
    assert only(record(up("a1", made(check)), head=[level])).tables == ()


def test_what_is_dropped_and_made_again_is_said_so():
    old = constraint("cfg.xp.ck", "CHECK (level <= 100)")
    new = replace(constraint("cfg.xp.ck", "CHECK (level <= 500)"))
    assert told(only(record(up("a1", Change(old, new, 0), lines=[9]))).others) == [
        ("dropped and made again", "constraint", "cfg.xp.ck", "CHECK (level <= 100)", "CHECK (level <= 500)")
    ]


def test_what_is_made_again_as_it_was_is_said_to_be_unchanged():
    old = constraint("cfg.xp.ck", "CHECK (level <= 100)")
    step = up("a1", Change(old, replace(old, identity="2606:1:0"), 0), lines=[9])
    assert told(only(record(step)).others) == [("dropped and made again", "constraint", "cfg.xp.ck", "", "unchanged")]


def test_an_index_that_postgres_builds_anew_for_a_new_type_is_not_told():
    old = index("cfg.ix_xp", "cfg.xp", "USING btree (amount)")
    assert only(record(up("a1", Change(old, replace(old, identity="1259:1:0"))))).others == ()


def test_a_renamed_table_is_told_alone():
    guilds, name = table("cfg.servers"), column("cfg.servers.name")
    there = replace(name, address="cfg.guilds.name", of="cfg.guilds")
    overview = only(record(up("a1", *renamed(guilds, "cfg.guilds"), gone(name), made(there))))
    assert overview.renames == (Rename("table", "cfg.servers", "cfg.guilds", None),)
    assert (overview.columns, overview.others) == ((), ())


def test_a_renamed_column_that_also_changed():
    details = column("cfg.cases.details", "text")
    now = replace(details, address="cfg.cases.reason", definition={"type": "text", "not null": True})
    overview = only(record(up("a1", gone(details), made(now))))
    assert overview.renames == (Rename("column", "cfg.cases.details", "cfg.cases.reason", None),)
    assert told(overview.columns) == [("changed", "column", "cfg.cases.reason", "NULL allowed", "NOT NULL")]


def test_rows_and_locks_without_a_trial_are_those_of_the_empty_database():
    locks = (
        Lock("cfg.xp", "ShareLock", 0.5),
        Lock("cfg.xp", "AccessExclusiveLock", 0.1),
        Lock("cfg.ix", "ShareLock", 1),
    )
    step = replace(up("a1", rows("cfg.xp", 2), rows("cfg.xp_id_seq", 0, 2)), locks=locks)
    head = [sequence("cfg.xp_id_seq"), index("cfg.ix", "cfg.xp", "USING btree (id)")]
    overview = only(record(step, head=head))
    assert [one.relation for one in overview.rows] == ["cfg.xp"]
    assert overview.locks == (Lock("cfg.xp", "AccessExclusiveLock", 0.1),)
    assert overview.tables == ("cfg.xp",)
    assert not overview.with_rows


def test_rows_and_locks_of_a_trial_are_told_instead():
    trial = Trial(
        "a1",
        rows={"cfg.xp": 3},
        values={},
        unfilled={},
        moved=(rows("cfg.xp", 0, 3),),
        locks=(Lock("cfg.xp", "RowExclusiveLock", 0.2),),
        went_down=True,
    )
    overview = only(record(up("a1"), down("a1"), trials=(trial,)))
    assert (overview.rows, overview.locks, overview.with_rows) == (trial.moved, trial.locks, True)
    assert overview.downgrade == Downgrade(True, (), with_rows=True)


def test_an_upgrade_that_fails_on_rows_says_so_and_has_the_locks_of_the_empty_database():
    trial = Trial("a1", rows={"cfg.xp": 3}, values={}, unfilled={}, error=failure("it contains null values", "NotNull"))
    step = replace(up("a1", rows("cfg.xp", 2)), locks=(Lock("cfg.xp", "AccessExclusiveLock", 0.1),))
    overview = only(record(step, down("a1"), trials=(trial,)))
    assert overview.error == "where its tables have rows: NotNull: it contains null values"
    assert (overview.locks, overview.rows, overview.with_rows) == (step.locks, step.rows, False)


def test_a_downgrade_that_restores():
    assert only(record(up("a1"), down("a1"), again("a1"))).downgrade == Downgrade(True)


def test_a_downgrade_that_does_not_restore_says_what_differs():
    found = Finding("cfg.mood", "is still there", revision="a1", check="downgrade-differs")
    other = Finding("cfg.mood", "is still there", revision="a2", check="downgrade-differs")
    drop = Finding("cfg.mood", "is dropped", revision="a1", check="drop-type")
    overview = only(record(up("a1"), down("a1")), found, other, drop)
    assert overview.downgrade == Downgrade(False, ("downgrade-differs: cfg.mood",))


def test_what_is_found_of_the_revision_as_a_whole_needs_no_subject():
    empty = Finding("a1", "downgrade() does nothing", revision="a1", check="missing-downgrade")
    assert only(record(up("a1"), down("a1")), empty).downgrade.reasons == ("missing-downgrade",)


def test_what_a_drop_took_does_not_come_back():
    lost = Loss("cfg.tickets", "topic", 3, 4, "'hello'")
    again = Loss("cfg.xp", "", 1, 4, "(1)")
    trial = Trial("a1", {"cfg.tickets": 4}, {}, {}, lost_down=(lost,), lost_again=(lost, again), went_down=True)
    downgrade = only(record(up("a1"), down("a1"), trials=(trial,))).downgrade
    assert downgrade.restores is False
    assert downgrade.reasons == (
        "cfg.tickets.topic: 3 of 4 values do not come back",
        "cfg.xp: 1 of 4 rows do not come back with the upgrade after it",
    )


def test_a_loss_that_is_a_finding_is_told_once():
    lost = Loss("cfg.tickets", "topic", 3, 4, "'hello'")
    trial = Trial("a1", {"cfg.tickets": 4}, {}, {}, lost_down=(lost,), went_down=True)
    found = Finding("cfg.tickets.topic", "3 of 4 values are gone", revision="a1", check="lossy-downgrade")
    downgrade = only(record(up("a1"), down("a1"), trials=(trial,)), found).downgrade
    assert downgrade.reasons == ("lossy-downgrade: cfg.tickets.topic",)


def test_a_downgrade_that_was_not_tried_says_why():
    assert only(record(up("a1", error=failure("no")))).downgrade == Downgrade(None, ("the upgrade failed",))
    trusted = revision("a1", trusted=True)
    assert only(record(trusted, up("a1"))).downgrade == Downgrade(None, ("trusted history is not stepped down",))
    first, second = overviews(record(revision("a1"), up("a1", error=failure("no")), revision("a2")))
    assert second.downgrade == Downgrade(None, ("the upgrade of a1 failed, and what follows it did not run",))
    assert first.error == "ProgrammingError: no"


def test_the_tables_that_are_rewritten_without_their_indexes():
    step = replace(up("a1"), rewrites=("cfg.ix_xp", "cfg.xp"))
    assert only(record(step, head=[index("cfg.ix_xp", "cfg.xp", "USING btree (level)")])).rewrites == ("cfg.xp",)


def test_the_sql_of_both_ways():
    overview = only(record(up("a1", lines=[18, 19]), down("a1", lines=[25])))
    assert [statement.line for statement in overview.up] == [18, 19]
    assert [statement.line for statement in overview.down] == [25]


def test_two_long_texts_show_where_they_differ():
    one, other = (f"CHECK (status = ANY (ARRAY[{'a, ' * 40}'{end}']))" for end in ("open", "shut"))
    here, there = apart(one, other)
    assert here.startswith("...a, a, ")
    assert here.endswith("'open']))")
    assert there.endswith("'shut']))")
    assert len(here) <= 70
    assert apart("type integer", "type bigint") == ("type integer", "type bigint")


def test_only_the_long_fact_of_two_definitions_is_cut():
    long = {"type": "text", "default": "x" * 90 + "1"}
    here, there = facts_apart(long, {"type": "bigint", "default": "x" * 90 + "2"}, ["type", "default"])
    assert here.startswith("type text, ...xxx")
    assert here.endswith("x1")
    assert there.endswith("x2")
