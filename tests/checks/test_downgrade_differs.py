from dataclasses import replace

from records import (
    again,
    changed,
    column,
    constraint,
    down,
    enum,
    failure,
    found,
    gone,
    index,
    made,
    not_judged,
    record,
    revision,
    sequence,
    subjects,
    table,
    up,
)

from migrations_check.checks import downgrade_differs

TOPIC = column("cfg.tickets.topic", "text")


def anew(thing):
    """The same thing, made a second time."""
    return replace(thing, identity="1259:99999:0")


def test_what_goes_up_and_down_and_up_again_alike_is_silent():
    told = record(up("a1", made(TOPIC)), down("a1", gone(TOPIC)), again("a1", made(anew(TOPIC))))
    assert not found(downgrade_differs, told)


def test_the_index_of_a_partition_goes_with_that_of_the_whole_table():
    whole = index("cfg.ix_messages_sent", "cfg.messages", "USING btree (sent)")
    part = index("cfg.messages_2024_sent_idx", "cfg.messages_2024", "USING btree (sent)", part_of=whole.address)
    assert subjects(downgrade_differs, record(up("a1", gone(whole), gone(part)), down("a1"))) == [whole.address]
    assert subjects(downgrade_differs, record(up("a1", gone(part)), down("a1"))) == [part.address]


def test_a_dropped_column_that_comes_back_as_another_one_is_restored():
    assert not found(downgrade_differs, record(up("a1", gone(TOPIC)), down("a1", made(anew(TOPIC)))))


def test_a_column_that_is_left_stands_on_the_def_of_the_downgrade():
    (finding,) = found(downgrade_differs, record(up("a1", made(TOPIC)), down("a1")))
    assert (finding.subject, finding.line, finding.revision) == ("cfg.tickets.topic", 20, "a1")
    assert finding.message == "column cfg.tickets.topic, which the upgrade made, is still there after the downgrade"


def test_a_table_that_is_left_is_named_without_what_is_in_it():
    id = column("cfg.xp.id", "bigint")
    parts = [id, constraint("cfg.xp.xp_pkey", "PRIMARY KEY (id)"), index("cfg.ix_xp", "cfg.xp", "USING btree (id)")]
    everything = [table("cfg.xp"), *parts, sequence("cfg.xp_id_seq", "cfg.xp.id")]
    assert subjects(downgrade_differs, record(up("a1", *map(made, everything)), down("a1"))) == ["cfg.xp"]


def test_a_constraint_that_comes_back_under_another_name_is_told_once():
    named = constraint("cfg.xp.fk_xp_guild", "FOREIGN KEY (guild) REFERENCES cfg.guilds(id)", "foreign key")
    anonymous = replace(named, address="cfg.xp.xp_guild_fkey", identity="2606:99999:0")
    (finding,) = found(downgrade_differs, record(up("a1", gone(named)), down("a1", made(anonymous, 0), lines=[22])))
    assert finding.subject == "cfg.xp.fk_xp_guild"
    assert finding.message == "constraint cfg.xp.fk_xp_guild comes back under another name, cfg.xp.xp_guild_fkey"
    another = replace(anonymous, definition={**named.definition, "definition": "CHECK (guild > 0)"})
    assert len(found(downgrade_differs, record(up("a1", gone(named)), down("a1", made(another))))) == 2


def test_an_enum_type_is_left_behind_by_drop_table():
    status, tickets = enum("cfg.status", "open"), table("cfg.tickets")
    (finding,) = found(downgrade_differs, record(up("a1", made(status), made(tickets)), down("a1", gone(tickets))))
    assert finding.subject == "cfg.status"


def test_a_column_that_comes_back_otherwise_is_told_with_both_texts_and_the_line():
    before = column("cfg.xp.level", "integer", not_null=True)
    back = column("cfg.xp.level", "bigint")
    (finding,) = found(downgrade_differs, record(up("a1", gone(before)), down("a1", made(back, 0), lines=[23])))
    assert finding.line == 23
    assert "NOT NULL, type integer became NULL allowed, type bigint" in finding.message


def test_a_downgrade_that_drops_or_makes_too_much():
    other = column("cfg.tickets.owner")
    told = record(up("a1", made(TOPIC)), down("a1", gone(TOPIC), gone(other), made(column("cfg.tickets.extra"))))
    messages = [finding.message for finding in found(downgrade_differs, told)]
    assert messages == [
        "column cfg.tickets.owner was there before the upgrade, and the downgrade drops it",
        "column cfg.tickets.extra is made by the downgrade, and was not there before the upgrade",
    ]


def test_a_constraint_need_not_come_back_validated():
    checked = constraint("cfg.xp.ck", "CHECK ((level > 0))")
    back = constraint("cfg.xp.ck", "CHECK ((level > 0))", valid=False)
    assert not found(downgrade_differs, record(up("a1", gone(checked)), down("a1", made(back))))


def test_an_upgrade_that_cannot_be_repeated():
    error = failure('type "status" already exists', line=12)
    told = record(up("a1", made(TOPIC)), down("a1", gone(TOPIC)), again("a1", error=error))
    (finding,) = found(downgrade_differs, told)
    assert (finding.subject, finding.line) == ("a1", 12)
    assert 'type "status" already exists' in finding.message


def test_an_upgrade_that_makes_less_the_second_time():
    told = record(up("a1", made(TOPIC)), down("a1", gone(TOPIC)), again("a1"))
    assert "missing after going down and up again" in found(downgrade_differs, told)[0].message


def test_what_is_left_is_not_told_again_for_going_up():
    told = record(up("a1", made(TOPIC)), down("a1"), again("a1", changed(TOPIC, type="integer")))
    assert subjects(downgrade_differs, told) == ["cfg.tickets.topic"]


def test_a_failed_downgrade_and_trusted_history_are_not_compared():
    failed = record(up("a1", made(TOPIC)), down("a1", error=failure("no")))
    trusted = record(revision("a1", trusted=True), up("a1", made(TOPIC)), down("a1"))
    missing = record(revision("a1", downgrade="missing"), up("a1", made(TOPIC)))
    assert not any(found(downgrade_differs, told) for told in (failed, trusted, missing))


def test_what_a_broken_chain_kept_from_going_down_is_not_judged():
    told = record(up("a1", made(TOPIC)), up("b2", error=failure("no")))
    assert not_judged(downgrade_differs, told) == ["the upgrade of b2 failed, and what follows it did not run"]
